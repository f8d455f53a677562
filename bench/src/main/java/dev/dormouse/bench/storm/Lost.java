package dev.dormouse.bench.storm;

import java.util.BitSet;

/** Messages that have not come: how many, and the first few of them by name. */
final class Lost {
    private static final int MOST_TEXT = 200;

    private final StringBuilder first = new StringBuilder();
    private int all;

    /**
     * Looks at one device.
     *
     * @param seen the numbers of its messages that have come
     * @param expected how many there were, numbered from 0
     */
    void count(int device, BitSet seen, int expected) {
        int missing = expected - seen.get(0, expected).cardinality();
        if (missing > 0 && first.length() < MOST_TEXT) {
            first.append("; device %d: %d of %d, number %d first"
                    .formatted(device, missing, expected, seen.nextClearBit(0)));
        }
        all += missing;
    }

    boolean isNone() {
        return all == 0;
    }

    /** As "2; device 17: 2 of 5, number 3 first". */
    String text() {
        return all + first.toString();
    }
}
