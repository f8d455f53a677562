package dev.dormouse.sim.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the devices of a group are named: {@code m-{n}} or, with leading zeros, {@code m-{n:05}}.
 *
 * @param text as in the fleet file
 */
public record IdPattern(String text) {
    private static final Pattern NUMBER = Pattern.compile("\\{n(?::0?(\\d))?}");

    /** Whether it has a place for the number. */
    public boolean tellsApart() {
        return NUMBER.matcher(text).find();
    }

    /** The id of a device, counted from 1. */
    public String id(int number) {
        return numbered(text, number);
    }

    /** Puts id and number of a device into a text. */
    public String fill(String pattern, int number) {
        return pattern.indexOf('{') < 0 ? pattern : numbered(pattern.replace("{id}", id(number)), number);
    }

    /** A filter for a topic of all devices: each level that differs between them is a wildcard. */
    String filter(String pattern) {
        String[] levels = pattern.replace("{id}", text).split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = levels[i].indexOf('{') >= 0 ? "+" : levels[i];
        }
        return String.join("/", levels);
    }

    /** Whether two groups with these patterns have devices of the same id. */
    boolean meets(IdPattern other) {
        return unpadded().equals(other.unpadded());
    }

    private String unpadded() {
        return NUMBER.matcher(text).replaceAll("{n}");
    }

    private static String numbered(String pattern, int number) {
        Matcher places = NUMBER.matcher(pattern);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String width = places.group(1);
            String digits = Integer.toString(number);
            int missing = width == null ? 0 : Math.max(0, Integer.parseInt(width) - digits.length());
            places.appendReplacement(filled, "0".repeat(missing) + digits);
        }
        return places.appendTail(filled).toString();
    }
}
