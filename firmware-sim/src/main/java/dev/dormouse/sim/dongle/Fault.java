package dev.dormouse.sim.dongle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scripted fault.
 *
 * @param kind what happens
 * @param from when it begins, milliseconds since the start
 * @param until when it is over; {@link Timeline#NEVER} if it stays
 * @param share of the frames or transmissions it hits, 0 to 1
 */
public record Fault(FaultKind kind, long from, long until, double share) {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?<kind>[a-z-]+)(@(?<from>\\d+)(?<fromUnit>ms|s|m)(\\+(?<length>\\d+)(?<lengthUnit>ms|s|m))?)?"
                    + "(\\*(?<share>[0-9.]+))?");

    public Fault {
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("A fault from " + from + " ms until " + until + " ms");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of a fault is " + share + ", not 0 to 1");
        }
    }

    /** A fault that is there from the beginning, for good, and always hits. */
    public static Fault always(FaultKind kind) {
        return new Fault(kind, 0, Timeline.NEVER, 1);
    }

    /**
     * Reads {@code KIND[@START[+LENGTH]][*SHARE]}, as in {@code busy@10s+5s} or {@code status-lost*0.1}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Fault parse(String text) {
        Matcher found = SYNTAX.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no fault: write KIND[@START[+LENGTH]][*SHARE], as in busy@10s+5s or status-lost*0.1");
        }
        long from = found.group("from") == null ? 0 : millis(found, "from");
        long until = found.group("length") == null ? Timeline.NEVER : from + millis(found, "length");
        double share = found.group("share") == null ? 1 : Double.parseDouble(found.group("share"));
        return new Fault(FaultKind.of(found.group("kind")), from, until, share);
    }

    private static long millis(Matcher found, String group) {
        long number = Long.parseLong(found.group(group));
        return switch (found.group(group + "Unit")) {
            case "ms" -> number;
            case "s" -> Math.multiplyExact(number, 1000L);
            default -> Math.multiplyExact(number, 60_000L);
        };
    }
}
