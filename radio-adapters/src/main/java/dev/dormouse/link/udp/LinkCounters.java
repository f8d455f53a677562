package dev.dormouse.link.udp;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many datagrams a link has dropped, by reason, since it was made. Counted and read on any thread. */
public final class LinkCounters {
    private final Map<DropReason, LongAdder> counters = new EnumMap<>(DropReason.class);

    LinkCounters() {
        for (DropReason reason : DropReason.values()) {
            counters.put(reason, new LongAdder());
        }
    }

    /** The count of one reason. */
    public long count(DropReason reason) {
        return adder(reason).sum();
    }

    /** All counts by {@link DropReason#text()}, zeros too, in the order of the reasons. A copy. */
    public Map<String, Long> byName() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counters.forEach((reason, adder) -> counts.put(reason.text(), adder.sum()));
        return counts;
    }

    void increment(DropReason reason) {
        adder(reason).increment();
    }

    private LongAdder adder(DropReason reason) {
        LongAdder adder = counters.get(reason);
        if (adder == null) {
            throw new IllegalStateException("No counter for " + reason);
        }
        return adder;
    }
}
