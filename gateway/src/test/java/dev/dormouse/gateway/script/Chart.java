package dev.dormouse.gateway.script;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** What was said so far, by whom and when: the message of every failure. */
final class Chart {
    private static final int MOST_LINES = 20000;

    private final VirtualLoop loop;
    private final Deque<Line> lines = new ArrayDeque<>();

    Chart(VirtualLoop loop) {
        this.loop = loop;
    }

    private record Line(Duration time, String who, Object what) {
        @Override
        public String toString() {
            return String.format("%10.3f s  %s  %s", time.toMillis() / 1000.0, who, what);
        }
    }

    void note(String who, Object what) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.add(new Line(loop.elapsed(), who, what));
    }

    AssertionError failure(String expectation) {
        String said = lines.stream().map(Line::toString).collect(Collectors.joining("\n  "));
        return new AssertionError(expectation + "\n\nwhat was said:\n  " + said + "\n");
    }
}
