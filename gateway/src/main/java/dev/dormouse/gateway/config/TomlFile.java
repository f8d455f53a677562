package dev.dormouse.gateway.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a TOML file into a tree whose nodes know their line and column. */
final class TomlFile {

    private final Path path;
    private final Problems problems;

    TomlFile(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The file's tree; whatever is no TOML becomes a problem. */
    Node.Table read() {
        Node.Origin whole = new Node.Origin(path.toString(), 0);
        try {
            TomlParseResult result = Toml.parse(Files.readString(path));
            result.errors()
                    .forEach(error ->
                            problems.add(origin(error.position()), "", "not valid TOML: " + error.getMessage()));
            return table(result, whole);
        } catch (NoSuchFileException e) {
            problems.add(whole, "", "no such file");
        } catch (MalformedInputException e) {
            problems.add(whole, "", "not a text file in UTF-8");
        } catch (IOException e) {
            problems.add(whole, "", "cannot be read: " + e.getMessage());
        }
        return new Node.Table(whole);
    }

    private Node.Table table(TomlTable toml, Node.Origin origin) {
        Node.Table table = new Node.Table(origin);
        Comparator<String> asWritten = Comparator.comparing(
                key -> positionOf(toml, key),
                Comparator.comparingInt(TomlPosition::line).thenComparingInt(TomlPosition::column));
        toml.keySet().stream().sorted(asWritten).forEach(key -> table.entries()
                .put(key, node(Objects.requireNonNull(toml.get(List.of(key))), origin(positionOf(toml, key)))));
        return table;
    }

    private Node node(Object value, Node.Origin origin) {
        if (value instanceof TomlTable inner) {
            return table(inner, origin);
        }
        if (value instanceof TomlArray array) {
            Node.Places places = new Node.Places(origin);
            for (int i = 0; i < array.size(); i++) {
                places.nodes().add(node(array.get(i), origin(array.inputPositionOf(i))));
            }
            return places;
        }
        return new Node.Scalar(origin, value);
    }

    private static TomlPosition positionOf(TomlTable toml, String key) {
        return Objects.requireNonNull(toml.inputPositionOf(List.of(key)));
    }

    private Node.Origin origin(TomlPosition position) {
        return new Node.Origin(path + ":" + position.line() + ":" + position.column(), position.line());
    }
}
