package dev.dormouse.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that all of it can be told at once. */
final class Problems {

    private record Found(int line, Problem problem) {}

    private final List<Found> found = new ArrayList<>();

    void add(Node.Origin origin, String key, String reason) {
        add(origin, key, reason, null);
    }

    void add(Node.Origin origin, String key, String reason, @Nullable String nearestKey) {
        found.add(new Found(origin.line(), new Problem(origin.source(), key, reason, nearestKey)));
    }

    /** Ends the loading here if anything is wrong. */
    void refuseIfAny() throws ConfigException {
        if (!found.isEmpty()) {
            throw new ConfigException(found.stream()
                    .sorted(Comparator.comparingInt(Found::line))
                    .map(Found::problem)
                    .toList());
        }
    }
}
