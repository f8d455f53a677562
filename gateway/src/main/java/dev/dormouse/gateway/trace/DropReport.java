package dev.dormouse.gateway.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** Says in one line what the counters have counted since it was last asked. */
public final class DropReport {
    private final Supplier<Map<String, Long>> counters;
    private final Map<String, Long> told = new HashMap<>();

    public DropReport(Supplier<Map<String, Long>> counters) {
        this.counters = counters;
    }

    /** The line, or nothing when there is nothing new. */
    public Optional<String> sinceLastTime() {
        StringJoiner line = new StringJoiner(", ");
        counters.get().forEach((name, value) -> {
            long before = told.getOrDefault(name, 0L);
            if (value > before) {
                line.add(name + " " + (value - before));
                told.put(name, value);
            }
        });
        return line.length() == 0 ? Optional.empty() : Optional.of(line.toString());
    }
}
