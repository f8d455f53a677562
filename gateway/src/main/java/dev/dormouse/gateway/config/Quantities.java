package dev.dormouse.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantities {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]*)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> OCTETS =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Quantities() {}

    /** Milliseconds of a text such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h} or {@code 7d}; seconds without a unit. */
    public static OptionalLong millis(String text) {
        return parse(text, MILLIS);
    }

    /** Octets of a text such as {@code 2048}, {@code 256KiB} or {@code 4MiB}. */
    static OptionalLong octets(String text) {
        return parse(text, OCTETS);
    }

    private static OptionalLong parse(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return OptionalLong.empty();
        }
        long unit = units.getOrDefault(matcher.group(2), 1L);
        return OptionalLong.of(Long.parseLong(matcher.group(1)) * unit);
    }

    /** The shortest exact text of a duration, such as {@code 10s} or {@code 7d}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = MILLIS.getOrDefault(unit, 1L);
            if (millis >= size && millis % size == 0 && (!unit.equals("d") || millis / size > 1)) {
                return millis / size + unit;
            }
        }
        return millis == 0 ? "0s" : millis + "ms";
    }

    /** The shortest exact text of a number of octets, such as {@code 4MiB} or {@code 1400}. */
    static String text(long octets) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = OCTETS.getOrDefault(unit, 1L);
            if (octets >= size && octets % size == 0) {
                return octets / size + unit;
            }
        }
        return Long.toString(octets);
    }
}
