package dev.dormouse.sim.oracle;

import dev.dormouse.sim.run.Mark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found: all is counted, not too much is listed, and the first few of each kind come with the packets around them. */
final class Findings {
    static final int FIRST_FEW = 5;

    private static final int MOST = 10_000;

    private final List<Finding> list = new ArrayList<>();
    private final Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);

    /** With the packets that the device has just sent and received. */
    void add(Finding.Kind kind, Book book, Mark mark, int qos, long at, String detail) {
        add(kind, book, name(mark), qos, at, detail);
    }

    void add(Finding.Kind kind, Book book, String message, int qos, long at, String detail) {
        add(kind, book, message, qos, at, detail, count(kind) < FIRST_FEW ? book.unit.history() : List.of());
    }

    void add(Finding.Kind kind, Book book, String message, int qos, long at, String detail, List<String> history) {
        counts.merge(kind, 1, Integer::sum);
        if (list.size() < MOST) {
            boolean among = count(kind) <= FIRST_FEW;
            list.add(new Finding(kind, book.unit.id(), message, qos, at, detail, among ? history : List.of()));
        }
    }

    static String name(Mark mark) {
        return "message " + mark.line() + ", number " + mark.number();
    }

    int count(Finding.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** In the order of finding. */
    List<Finding> list() {
        return List.copyOf(list);
    }
}
