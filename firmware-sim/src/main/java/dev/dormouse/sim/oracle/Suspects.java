package dev.dormouse.sim.oracle;

import dev.dormouse.sim.device.Ticks;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What was promised and has not come after a few seconds. Whether it is lost is known in the end only, when the packets around it
 * are long forgotten: so they are taken down now, of a few.
 */
final class Suspects {
    private static final double FEW_SECONDS = 3 * Ticks.SECOND;

    private final long patience;
    private final Queue<Watched> watched = new ArrayDeque<>();
    private int taken;

    private record Watched(Book book, Line line, Line.Entry entry, long until) {}

    /** For devices whose clocks run so many times faster. */
    Suspects(double speed) {
        this.patience = (long) (FEW_SECONDS * speed);
    }

    /** Something is promised from now on. */
    void watch(Book book, Line line, Line.Entry entry, long now) {
        if (taken < Findings.FIRST_FEW && !line.hasArrived(entry.number)) {
            watched.add(new Watched(book, line, entry, now + patience));
        }
    }

    /** Looks after those whose time is over. */
    void look(long now) {
        for (Watched first = watched.peek(); first != null && first.until <= now; first = watched.peek()) {
            watched.remove();
            takeDown(first.book, first.line, first.entry);
        }
    }

    /** A sleeper has fetched what there was for it. */
    void fetched(Book book, long from) {
        for (Line line : book.commandLines()) {
            for (Line.Entry entry : line.open()) {
                if (entry.sentAt < from - patience) {
                    takeDown(book, line, entry);
                }
            }
        }
    }

    private void takeDown(Book book, Line line, Line.Entry entry) {
        boolean missed = entry.confirmed && !line.hasArrived(entry.number);
        if (missed && entry.history.isEmpty() && taken < Findings.FIRST_FEW) {
            entry.history = book.unit.history();
            taken++;
        }
    }

    /** It has come, or is promised no longer. */
    void release(Line.Entry entry) {
        if (!entry.history.isEmpty()) {
            entry.history = List.of();
            taken--;
        }
    }
}
