package dev.dormouse.sim.run;

import org.jspecify.annotations.Nullable;

/**
 * What the far end tells messages apart by: it ends every payload, as {@code #unit.line.number} in base 36.
 *
 * @param unit the device, from 0
 * @param line which of its kinds of message, from 0; a Will is {@link #WILL}
 * @param number from 1
 */
public record Mark(int unit, int line, int number) {
    public static final int WILL = 35;

    private static final int BASE = 36;

    @Override
    public String toString() {
        return " #" + Integer.toString(unit, BASE) + "." + Integer.toString(line, BASE) + "."
                + Integer.toString(number, BASE);
    }

    /** The mark at the end of a payload, null if there is none. */
    public static @Nullable Mark of(@Nullable String payload) {
        int begin = payload == null ? -1 : payload.lastIndexOf(" #");
        if (payload == null || begin < 0) {
            return null;
        }
        String[] parts = payload.substring(begin + 2).split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Mark mark = new Mark(number(parts[0]), number(parts[1]), number(parts[2]));
            return mark.unit < 0 || mark.line < 0 || mark.number < 1 ? null : mark;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits, BASE);
    }
}
