package dev.dormouse.bench.e2e;

import dev.dormouse.bench.scenario.Result;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as one table for people, and as JSON for programs. */
final class Report {
    private static final int HEADING_LINES = 3;
    private static final String NAME_WIDTH = "%-12s";

    private final List<Result> results;

    Report(List<Result> results) {
        this.results = results;
    }

    /** Aligned columns under headings with units, then the remarks. */
    String table() {
        StringBuilder out = new StringBuilder();
        for (int line = 0; line < HEADING_LINES; line++) {
            out.append(NAME_WIDTH.formatted(line == 1 ? "operation" : ""));
            for (Column column : Column.ALL) {
                out.append(cell(column, column.heading().get(line)));
            }
            out.append('\n');
        }
        for (Result result : results) {
            out.append(NAME_WIDTH.formatted(result.name()));
            for (Column column : Column.ALL) {
                out.append(cell(column, column.text(result)));
            }
            out.append('\n');
        }
        for (Result result : results) {
            if (!result.note().isEmpty()) {
                out.append("note: ")
                        .append(result.name())
                        .append(": ")
                        .append(result.note())
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** A line that says whether other processes took so many CPUs in any of the runs. */
    String disturbed(double limit) {
        String names = results.stream()
                .filter(result -> result.cost().noiseCpus() > limit)
                .map(Result::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "The machine was quiet."
                : "Other processes took more than %.1f CPUs, measure again: %s.".formatted(limit, names);
    }

    private String cell(Column column, String text) {
        int width = 0;
        for (String line : column.heading()) {
            width = Math.max(width, line.length());
        }
        for (Result result : results) {
            width = Math.max(width, column.text(result).length());
        }
        return ("%" + (width + 2) + "s").formatted(text);
    }

    /** An object with one member "results", a list of flat objects. */
    String json() {
        return results.stream().map(Report::json).collect(Collectors.joining(",\n  ", "{\"results\": [\n  ", "\n]}\n"));
    }

    private static String json(Result result) {
        String figures = Column.ALL.stream()
                .map(column -> "\"" + column.name() + "\": " + column.json(result))
                .collect(Collectors.joining(", "));
        // Names and notes are our own words, without quotes and control characters.
        return String.format(
                Locale.ROOT,
                "{\"operation\": \"%s\", \"operations\": %d, \"seconds\": %.3f, %s, \"note\": \"%s\"}",
                result.name(),
                result.operations(),
                result.cost().seconds(),
                figures,
                result.note());
    }
}
