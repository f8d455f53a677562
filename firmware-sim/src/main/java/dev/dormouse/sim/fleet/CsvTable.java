package dev.dormouse.sim.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of comma-separated values with a line of headings, for replay. Quotes are not known. */
public final class CsvTable {
    /** One without columns. */
    public static final CsvTable EMPTY = new CsvTable(List.of());

    private final List<String[]> rows;

    private CsvTable(List<String[]> rows) {
        this.rows = rows;
    }

    /** Reads a file. */
    static CsvTable read(Path file) throws IOException {
        return new CsvTable(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList());
    }

    /**
     * The cells under a heading, at least one.
     *
     * @throws IllegalArgumentException if there is no such heading, or nothing under it
     */
    List<String> column(String heading) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("needs the key \"csv\" with a file that has a line of headings");
        }
        List<String> headings = Arrays.stream(rows.get(0)).map(String::strip).toList();
        int column = headings.indexOf(heading);
        if (column < 0) {
            throw new IllegalArgumentException("finds no column \"" + heading + "\"; there are " + headings);
        }
        List<String> cells = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            if (column < row.length) {
                cells.add(row[column].strip());
            }
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("finds nothing under the heading \"" + heading + "\"");
        }
        return cells;
    }
}
