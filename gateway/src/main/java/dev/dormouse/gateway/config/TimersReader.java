package dev.dormouse.gateway.config;

import java.time.Duration;

/** Reads {@code [timers]}. */
final class TimersReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private TimersReader() {}

    static TimersConfig read(Section section) {
        return new TimersConfig(
                section.duration(
                        "retry-interval", Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(10)),
                section.integer("retry-count", 0, 100, 3),
                section.duration("congestion-wait", SECOND, DAY, Duration.ofSeconds(310)),
                section.duration("upstream-lost", SECOND, DAY, Duration.ofSeconds(60)),
                section.duration("idle-limit", SECOND, YEAR, Duration.ofHours(24)),
                section.duration("session-expiry", SECOND, YEAR, Duration.ofDays(7)));
    }
}
