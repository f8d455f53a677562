package dev.dormouse.sim.fleet;

import dev.dormouse.sim.device.Ticks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of a fleet file: reads its keys, and reports what is wrong with file, line and key. */
final class Table {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");
    private static final Map<String, Double> UNITS =
            Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86400.0);
    private static final int MOST_EDITS = 3;

    private final String file;
    private final String path;
    private final @Nullable TomlTable toml;
    private final int line;
    private final List<String> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Table> inner = new ArrayList<>();

    Table(String file, String path, @Nullable TomlTable toml, int line, List<String> problems) {
        this.file = file;
        this.path = path;
        this.toml = toml;
        this.line = line;
        this.problems = problems;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    String text(String key, String otherwise) {
        return read(key, "a text", otherwise, value -> value instanceof String text && !text.isEmpty() ? text : null);
    }

    boolean flag(String key, boolean otherwise) {
        return read(key, "true or false", otherwise, value -> value instanceof Boolean flag ? flag : null);
    }

    long integer(String key, long least, long most, long otherwise) {
        return read(
                key,
                "an integer from " + least + " to " + most,
                otherwise,
                value -> value instanceof Long number && number >= least && number <= most ? number : null);
    }

    double number(String key, double least, double most, double otherwise) {
        return read(
                key,
                "a number from " + least + " to " + most,
                otherwise,
                value -> value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
                        ? (Double) number.doubleValue()
                        : null);
    }

    /** A share, such as {@code "5%"} or {@code 0.05}. */
    double share(String key, double otherwise) {
        return read(key, "a share such as \"5%\" or 0.05", otherwise, Table::share);
    }

    private static @Nullable Double share(Object value) {
        double share = -1;
        if (value instanceof Number number) {
            share = number.doubleValue();
        } else if (value instanceof String text && text.matches("\\d{1,3}(\\.\\d+)?%")) {
            share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
        }
        return share >= 0 && share <= 1 ? share : null;
    }

    /** A duration such as {@code "10s"}, in microseconds. */
    long duration(String key, long otherwise) {
        return read(
                key, "a duration such as \"500ms\", \"10s\", \"5m\", \"24h\" or \"7d\"", otherwise, Table::duration);
    }

    private static @Nullable Long duration(Object value) {
        if (value instanceof String text) {
            Matcher found = DURATION.matcher(text);
            if (found.matches()) {
                return Ticks.ofSeconds(Double.parseDouble(found.group(1)) * UNITS.getOrDefault(found.group(2), 1.0));
            }
        }
        return null;
    }

    /** As many numbers, 0 or more, as are wanted; none if the key is missing. */
    List<Double> numbers(String key, int count) {
        return read(key, "a list of " + count + " numbers that are 0 or more, and not all 0", List.of(), value -> {
            if (!(value instanceof TomlArray array) || array.size() != count) {
                return null;
            }
            List<Double> numbers = new ArrayList<>();
            for (Object each : array.toList()) {
                if (!(each instanceof Number number) || number.doubleValue() < 0) {
                    return null;
                }
                numbers.add(number.doubleValue());
            }
            return numbers.stream().anyMatch(number -> number > 0) ? numbers : null;
        });
    }

    /** One of a few words. */
    <T> T choice(String key, Map<String, T> words, T otherwise) {
        List<String> known = words.keySet().stream().sorted().toList();
        String wanted = known.isEmpty() ? "left out, as the file defines none" : "one of " + known;
        return read(key, wanted, otherwise, value -> value instanceof String text ? words.get(text) : null);
    }

    /** The same where the word itself is wanted. */
    String choice(String key, List<String> words, String otherwise) {
        return choice(key, words.stream().collect(Collectors.toMap(word -> word, word -> word)), otherwise);
    }

    /** A list of texts; none if the key is missing. */
    List<String> texts(String key) {
        return read(key, "a list of texts", List.of(), value -> {
            if (!(value instanceof TomlArray array)
                    || !array.toList().stream().allMatch(each -> each instanceof String)) {
                return null;
            }
            return array.toList().stream().map(String::valueOf).toList();
        });
    }

    /** A table inside; one without keys if it is missing. */
    Table table(String key) {
        Object value = value(key);
        if (value != null && !(value instanceof TomlTable)) {
            wrong(key, "must be a table");
        }
        return add(new Table(file, full(key), value instanceof TomlTable found ? found : null, lineOf(key), problems));
    }

    /** A list of tables; none if it is missing. */
    List<Table> tables(String key) {
        Object value = value(key);
        List<Table> tables = new ArrayList<>();
        if (value instanceof TomlArray array && array.toList().stream().allMatch(each -> each instanceof TomlTable)) {
            for (int i = 0; i < array.size(); i++) {
                TomlPosition position = array.inputPositionOf(i);
                tables.add(add(new Table(file, full(key), array.getTable(i), position.line(), problems)));
            }
        } else if (value != null) {
            wrong(key, "must be a list of tables: [[" + full(key) + "]]");
        }
        return tables;
    }

    private Table add(Table table) {
        inner.add(table);
        return table;
    }

    /** Reports something about a key, in words that follow its name. */
    void wrong(String key, String reason) {
        problems.add(file + ":" + lineOf(key) + ": \"" + full(key) + "\" " + reason);
    }

    /** Reports the keys that nobody has asked for. */
    void refuseUnknownKeys() {
        if (toml != null) {
            for (String key : toml.keySet()) {
                if (!asked.contains(key)) {
                    String nearest = nearest(key);
                    wrong(
                            key,
                            "is unknown; "
                                    + (nearest == null
                                            ? "the keys here are " + asked
                                            : "did you mean \"" + nearest + "\"?"));
                }
            }
        }
        inner.forEach(Table::refuseUnknownKeys);
    }

    private @Nullable String nearest(String key) {
        return asked.stream()
                .filter(each -> edits(key, each) <= MOST_EDITS)
                .min(Comparator.comparingInt(each -> edits(key, each)))
                .orElse(null);
    }

    /** The Levenshtein distance. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private <T> T read(String key, String wanted, T otherwise, Function<Object, @Nullable T> parser) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        T parsed = parser.apply(value);
        if (parsed == null) {
            wrong(key, "must be " + wanted + ", not " + (value instanceof String text ? '"' + text + '"' : value));
            return otherwise;
        }
        return parsed;
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return toml == null ? null : toml.get(List.of(key));
    }

    private int lineOf(String key) {
        TomlPosition position = toml == null ? null : toml.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
