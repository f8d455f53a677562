package dev.dormouse.gateway.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one table. A value that is missing gives the default, a wrong one gives the default and a problem; keys nobody
 * asked for are problems at the end.
 */
final class Section {

    private final Node.Table table;
    private final String path;
    private final Problems problems;
    private final KnownKeys known;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Section> inner = new ArrayList<>();

    Section(Node.Table table, String path, Problems problems, KnownKeys known) {
        this.table = table;
        this.path = path;
        this.problems = problems;
        this.known = known;
    }

    /** A text that is not empty. */
    String text(String key, String fallback) {
        String text = optionalText(key);
        return text == null ? fallback : text;
    }

    /** A text that is not empty, or null if the key is missing. */
    @Nullable
    String optionalText(String key) {
        return read(key, "a text that is not empty", Section::filledText);
    }

    /** The texts of a list; a text alone is a list of one. */
    List<String> texts(String key, List<String> fallback) {
        Node node = node(key);
        if (node == null) {
            return fallback;
        }
        List<Node> nodes = node instanceof Node.Places places ? places.nodes() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (Node each : nodes) {
            String text = each instanceof Node.Scalar scalar ? filledText(scalar) : null;
            if (text == null) {
                wrong(key, "must be a text that is not empty, or a list of such texts");
                return fallback;
            }
            texts.add(text);
        }
        return texts;
    }

    /** A text whose value no message may show, or null if the key is missing. */
    @Nullable
    Secret secret(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        String text = node instanceof Node.Scalar scalar ? filledText(scalar) : null;
        if (text == null) {
            wrong(key, "must be a text that is not empty");
            return null;
        }
        return new Secret(text);
    }

    int integer(String key, int least, int most, int fallback) {
        return number(key, "an integer", least, most, fallback, Section::whole, String::valueOf);
    }

    /** Octets, such as {@code 2048} or {@code "4MiB"}. */
    int size(String key, int least, int most, int fallback) {
        return number(
                key,
                "a size such as \"256KiB\"",
                least,
                most,
                fallback,
                quantity(Quantities::octets),
                Quantities::text);
    }

    /** A duration such as {@code "10s"}, or integer seconds. */
    Duration duration(String key, Duration least, Duration most, Duration fallback) {
        String allowed = "a duration such as \"10s\" from " + Quantities.text(least) + " to " + Quantities.text(most);
        Duration duration = read(key, allowed, scalar -> {
            Long number = scalar.value() instanceof Long seconds ? seconds : null;
            OptionalLong millis = Quantities.millis(number != null ? number + "s" : filled(scalar));
            return millis.isPresent() && millis.getAsLong() >= least.toMillis() && millis.getAsLong() <= most.toMillis()
                    ? Duration.ofMillis(millis.getAsLong())
                    : null;
        });
        return duration == null ? fallback : duration;
    }

    boolean flag(String key, boolean fallback) {
        Boolean flag = read(key, "true or false", Section::truth);
        return flag == null ? fallback : flag;
    }

    /** One of a few words. */
    <T> T choice(String key, Map<String, T> words, T fallback) {
        String allowed = "one of "
                + String.join(
                        ", ",
                        words.keySet().stream()
                                .sorted()
                                .map(word -> '"' + word + '"')
                                .toList());
        T choice = read(key, allowed, scalar -> words.get(filled(scalar)));
        return choice == null ? fallback : choice;
    }

    /** A path as written, or null if the key is missing. */
    @Nullable
    Path path(String key) {
        return read(key, "a path", scalar -> {
            try {
                String text = filledText(scalar);
                return text == null ? null : Path.of(text);
            } catch (InvalidPathException e) {
                return null;
            }
        });
    }

    /** A file that can be read, or null if the key is missing. */
    @Nullable
    Path existingFile(String key) {
        Path file = path(key);
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            wrong(key, "names a file that cannot be read: " + file);
        }
        return file;
    }

    /** The table under a key; an empty one if the key is missing. */
    Section section(String key) {
        Node node = node(key);
        if (node != null && !(node instanceof Node.Table)) {
            wrong(key, "must be a table: [" + full(key) + "]");
        }
        return inner(node instanceof Node.Table found ? found : new Node.Table(table.origin()), full(key));
    }

    /** The tables of a list; none if the key is missing. */
    List<Section> sections(String key) {
        Node node = node(key);
        List<Section> sections = new ArrayList<>();
        List<Node> nodes = node instanceof Node.Places places ? places.nodes() : List.of();
        for (Node place : nodes) {
            if (place instanceof Node.Table found) {
                sections.add(inner(found, full(key) + "." + sections.size()));
            }
        }
        if (node != null && (!(node instanceof Node.Places) || sections.size() < nodes.size())) {
            wrong(key, "must be a list of tables: [[" + full(key) + "]]");
        }
        return sections;
    }

    /** An empty table in the first place of a list that is missing. */
    Section absentPlace(String key) {
        return inner(new Node.Table(table.origin()), full(key) + ".0");
    }

    /** The keys of this table that the operator chose freely, as written. */
    Set<String> names() {
        return new LinkedHashSet<>(table.entries().keySet());
    }

    boolean has(String key) {
        return table.entries().containsKey(key);
    }

    /** Reports what is wrong with a key, in words that follow its name. */
    void wrong(String key, String reason) {
        Node node = table.entries().get(key);
        problems.add(node == null ? table.origin() : node.origin(), full(key), '"' + full(key) + "\" " + reason);
    }

    /** Reports the keys nobody asked for, here and below. */
    void refuseUnknownKeys() {
        table.entries().forEach((key, node) -> {
            if (!asked.contains(key)) {
                unknown(key, node.origin());
            }
        });
        inner.forEach(Section::refuseUnknownKeys);
    }

    private void unknown(String key, Node.Origin origin) {
        String nearest = known.nearest(full(key));
        String reason = "unknown key \"" + full(key) + "\"";
        problems.add(
                origin,
                full(key),
                nearest == null ? reason + "; the keys here are " + String.join(", ", asked) : reason,
                nearest);
    }

    private Section inner(Node.Table found, String innerPath) {
        Section section = new Section(found, innerPath, problems, known);
        inner.add(section);
        return section;
    }

    private int number(
            String key,
            String kind,
            int least,
            int most,
            int fallback,
            Function<Node.Scalar, @Nullable Long> parser,
            Function<Long, String> format) {
        String allowed = kind + " from " + format.apply((long) least) + " to " + format.apply((long) most);
        Long number = read(key, allowed, scalar -> {
            Long parsed = parser.apply(scalar);
            return parsed != null && parsed >= least && parsed <= most ? parsed : null;
        });
        return number == null ? fallback : number.intValue();
    }

    private <T> @Nullable T read(String key, String allowed, Function<Node.Scalar, @Nullable T> parser) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        T value = node instanceof Node.Scalar scalar ? parser.apply(scalar) : null;
        if (value == null) {
            wrong(key, "must be " + allowed + ", not " + shown(node));
        }
        return value;
    }

    private @Nullable Node node(String key) {
        asked.add(key);
        known.add(full(key));
        return table.entries().get(key);
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static @Nullable String filledText(Node.Scalar scalar) {
        return scalar.value() instanceof String text && !text.isBlank() ? text : null;
    }

    private static String filled(Node.Scalar scalar) {
        return scalar.value() instanceof String text ? text : "";
    }

    private static @Nullable Boolean truth(Node.Scalar scalar) {
        if (scalar.origin().isVariable()) {
            String text = filled(scalar).strip();
            return text.matches("true|false") ? Boolean.valueOf(text) : null;
        }
        return scalar.value() instanceof Boolean flag ? flag : null;
    }

    private static @Nullable Long whole(Node.Scalar scalar) {
        if (scalar.origin().isVariable()) {
            String text = filled(scalar).strip();
            return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
        }
        return scalar.value() instanceof Long number ? number : null;
    }

    private static Function<Node.Scalar, @Nullable Long> quantity(Function<String, OptionalLong> parser) {
        return scalar -> {
            OptionalLong parsed =
                    parser.apply(scalar.value() instanceof Long number ? number.toString() : filled(scalar));
            return parsed.isPresent() ? (Long) parsed.getAsLong() : null;
        };
    }

    private static String shown(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.value() instanceof String text
                    ? '"' + text + '"'
                    : scalar.value().toString();
        }
        return node instanceof Node.Table ? "a table" : "a list";
    }
}
