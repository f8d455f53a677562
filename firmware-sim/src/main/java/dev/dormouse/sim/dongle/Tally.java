package dev.dormouse.sim.dongle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a dongle has counted, by name. */
public final class Tally {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** One more of these. */
    public void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** How many there have been. */
    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** All of them, in the order of their names. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
