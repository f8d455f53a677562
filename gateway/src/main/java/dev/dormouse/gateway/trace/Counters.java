package dev.dormouse.gateway.trace;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was counted, by name: above all what came to nothing, by reason. */
public final class Counters {
    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    /** The counter of a name; callers on the path of a datagram keep it. */
    public LongAdder named(String name) {
        return byName.computeIfAbsent(name, n -> new LongAdder());
    }

    public void count(String name) {
        named(name).increment();
    }

    /** The counters that are not zero, by name. */
    public Map<String, Long> nonZero() {
        Map<String, Long> result = new TreeMap<>();
        byName.forEach((name, adder) -> {
            long value = adder.sum();
            if (value != 0) {
                result.put(name, value);
            }
        });
        return result;
    }
}
