package dev.dormouse.sim.fleet;

import dev.dormouse.sim.device.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payload with places that are filled anew for each message: {@code {id}}, {@code {n}}, {@code {time}}, {@code {counter}},
 * {@code {walk START STEP LEAST MOST}}, {@code {sine MEAN AMPLITUDE SECONDS}} and {@code {csv COLUMN}}.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The running values of a template for one device. */
    public static final class Values {
        private final double[] values;
        private final SplittableRandom random;
        private final String id;
        private final int number;

        private Values(int places, String id, int number, SplittableRandom random) {
            this.values = new double[places];
            this.random = random;
            this.id = id;
            this.number = number;
        }
    }

    private interface Part {
        /** Where the values begin: at 0, or one on each device. */
        default double start() {
            return 0;
        }

        /** How much later the values of each further device begin. */
        default double offset() {
            return 0;
        }

        /** Appends the text and gives the next value. */
        double append(StringBuilder text, Values values, double value, long now);
    }

    /**
     * Reads a template.
     *
     * @param csv the lines for {@code {csv …}}, possibly none
     * @throws IllegalArgumentException if a place is unknown or has the wrong arguments; the message names it
     */
    public static Template parse(String text, CsvTable csv) {
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int end = 0;
        while (places.find()) {
            literal(parts, text.substring(end, places.start()));
            parts.add(place(places.group(1).strip().split("\\s+"), csv));
            end = places.end();
        }
        literal(parts, text.substring(end));
        return new Template(parts);
    }

    private static void literal(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add((out, values, value, now) -> {
                out.append(text);
                return value;
            });
        }
    }

    private static Part place(String[] words, CsvTable csv) {
        return switch (words[0]) {
            case "id" ->
                (out, values, value, now) -> {
                    out.append(values.id);
                    return value;
                };
            case "n" ->
                (out, values, value, now) -> {
                    out.append(values.number);
                    return value;
                };
            case "time" ->
                (out, values, value, now) -> {
                    out.append(now / Ticks.SECOND);
                    return value;
                };
            case "counter" ->
                (out, values, value, now) -> {
                    out.append((long) value);
                    return value + 1;
                };
            case "walk" -> walk(numbers(words, 4, "walk START STEP LEAST MOST"));
            case "sine" -> sine(numbers(words, 3, "sine MEAN AMPLITUDE SECONDS"));
            case "csv" -> column(words, csv);
            default ->
                throw new IllegalArgumentException("does not know {" + words[0]
                        + "}; there are {id}, {n}, {time}, {counter}, {walk …}, {sine …} and {csv …}");
        };
    }

    private static Part walk(double[] arguments) {
        return new Part() {
            @Override
            public double start() {
                return arguments[0];
            }

            @Override
            public double append(StringBuilder out, Values values, double value, long now) {
                out.append(rounded(value));
                double step = arguments[1] * (2 * values.random.nextDouble() - 1);
                return Math.max(arguments[2], Math.min(arguments[3], value + step));
            }
        };
    }

    private static Part sine(double[] arguments) {
        return (out, values, value, now) -> {
            double turns = (double) now / Ticks.SECOND / Math.max(1e-9, arguments[2]);
            out.append(rounded(arguments[0] + arguments[1] * Math.sin(2 * Math.PI * turns)));
            return value;
        };
    }

    private static Part column(String[] words, CsvTable csv) {
        if (words.length != 2) {
            throw new IllegalArgumentException("wants {csv COLUMN}");
        }
        List<String> cells = csv.column(words[1]);
        return new Part() {
            @Override
            public double offset() {
                return 1;
            }

            @Override
            public double append(StringBuilder out, Values values, double value, long now) {
                out.append(cells.get((int) ((long) value % cells.size())));
                return value + 1;
            }
        };
    }

    private static double[] numbers(String[] words, int count, String form) {
        try {
            double[] numbers = new double[words.length - 1];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(words[i + 1]);
            }
            if (numbers.length == count) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("wants {" + form + "} with numbers", e);
        }
        throw new IllegalArgumentException("wants {" + form + "} with numbers");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The first values for a device, which has this one source of chance. */
    public Values values(String id, int number, SplittableRandom random) {
        Values values = new Values(parts.size(), id, number, random);
        for (int i = 0; i < parts.size(); i++) {
            values.values[i] = parts.get(i).start() + parts.get(i).offset() * (number - 1);
        }
        return values;
    }

    /** The text of the next message. */
    public String fill(Values values, long now) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            values.values[i] = parts.get(i).append(text, values, values.values[i], now);
        }
        return text.toString();
    }
}
