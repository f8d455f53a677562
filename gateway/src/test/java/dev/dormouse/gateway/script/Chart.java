package dev.dormouse.gateway.script;

import java.util.ArrayList;
import java.util.List;

/** What was said so far, by whom and when: the message of every failure. */
final class Chart {
    private final VirtualLoop loop;
    private final List<String> lines = new ArrayList<>();

    Chart(VirtualLoop loop) {
        this.loop = loop;
    }

    void note(String who, Object what) {
        lines.add(String.format("%10.3f s  %s  %s", loop.elapsed().toMillis() / 1000.0, who, what));
    }

    /** Forgets what was said, for scripts that say very much. */
    void clear() {
        lines.clear();
    }

    AssertionError failure(String expectation) {
        return new AssertionError(expectation + "\n\nwhat was said:\n  " + String.join("\n  ", lines) + "\n");
    }
}
