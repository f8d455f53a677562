package dev.dormouse.gateway.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;

/** Writes TOML line by line. */
final class TomlText {

    private final StringBuilder text = new StringBuilder();

    TomlText table(String name) {
        text.append("\n[").append(name).append("]\n");
        return this;
    }

    TomlText place(String name) {
        text.append("\n[[").append(name).append("]]\n");
        return this;
    }

    /** Writes numbers and truth bare and everything else quoted; nothing for null. */
    TomlText key(String key, @Nullable Object value) {
        if (value != null) {
            boolean bare = value instanceof Number || value instanceof Boolean;
            text.append(key)
                    .append(" = ")
                    .append(bare ? value.toString() : quoted(value.toString()))
                    .append('\n');
        }
        return this;
    }

    TomlText list(String key, List<String> texts) {
        String places = texts.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
        text.append(key).append(" = ").append(places).append('\n');
        return this;
    }

    static String quoted(String text) {
        return '"' + Toml.tomlEscape(text).toString() + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
