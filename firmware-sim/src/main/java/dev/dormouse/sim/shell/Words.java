package dev.dormouse.sim.shell;

import dev.dormouse.sim.device.Topic;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left of a line. Each taker says what is missing or wrong by an {@link IllegalArgumentException}. */
final class Words {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
    private static final int LARGEST_ID = 65534;

    private String rest;

    Words(String line) {
        this.rest = line.strip();
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    /** The next word, which has to be there. */
    String next(String what) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(what + " is missing");
        }
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        String word = rest.substring(0, end);
        rest = rest.substring(end).strip();
        return word;
    }

    /** Takes a word if it comes next. */
    boolean take(String word) {
        boolean there = rest.equals(word) || rest.startsWith(word + " ");
        if (there) {
            next(word);
        }
        return there;
    }

    /** All that is left, as it was typed. */
    String rest() {
        String all = rest;
        rest = "";
        return all;
    }

    /** Nothing more may come. */
    void end() {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("\"" + rest + "\" is too much");
        }
    }

    /** {@code -q N}, if it comes next; else 0. */
    int qos(int least) {
        if (!take("-q")) {
            return 0;
        }
        int qos = number(next("the QoS"), "QoS");
        if (qos < least || qos > 2) {
            throw new IllegalArgumentException("the QoS is " + least + " to 2, not " + qos);
        }
        return qos;
    }

    /** {@code house/temp}, {@code short:ab} or {@code id:7}. */
    Topic topic() {
        String word = next("the topic");
        if (word.startsWith("short:")) {
            return Topic.shortName(word.substring("short:".length()));
        }
        if (!word.startsWith("id:")) {
            return Topic.named(word);
        }
        int id = number(word.substring("id:".length()), "topic id");
        if (id < 1 || id > LARGEST_ID) {
            throw new IllegalArgumentException("a predefined topic id is 1 to " + LARGEST_ID);
        }
        return Topic.predefined(id, word);
    }

    /** {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}; a number alone is seconds. */
    Duration time() {
        String word = next("the time");
        Matcher found = TIME.matcher(word);
        if (!found.matches()) {
            throw new IllegalArgumentException("\"" + word + "\" is no time: write 500ms, 10s, 5m or 1h");
        }
        long number = Long.parseLong(found.group(1));
        String unit = found.group(2) == null ? "s" : found.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static int number(String word, String what) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + word + "\" is no " + what, e);
        }
    }
}
