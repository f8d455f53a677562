package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.loop.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes work from a link's thread to the clients' loops: at once where that is the same thread, else once a read turn. */
final class Handover {
    private final Map<Loop, List<Runnable>> waiting = new HashMap<>();

    void run(Loop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            waiting.computeIfAbsent(loop, l -> new ArrayList<>()).add(task);
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEach((loop, tasks) -> loop.execute(() -> tasks.forEach(Runnable::run)));
        waiting.clear();
    }
}
