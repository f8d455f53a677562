package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.loop.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.tinylog.Logger;

/**
 * Takes work from a link's thread to the clients' loops: at once where that is the same thread, else once a read turn. What a loop
 * does not keep up with is dropped and counted, as the network would.
 */
final class Handover {
    private static final int MOST_WAITING = 16_384;

    private final Map<Loop, Batch> batches = new HashMap<>();
    private final LongAdder dropped;

    Handover(LongAdder dropped) {
        this.dropped = dropped;
    }

    /** What is to be taken to one loop, and how much of what was taken there has not been done yet. */
    private static final class Batch {
        final AtomicInteger waiting = new AtomicInteger();
        List<Runnable> tasks = new ArrayList<>();
    }

    /** False when the loop has too much to do; the task is dropped then. */
    boolean run(Loop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
            return true;
        }
        Batch batch = batches.computeIfAbsent(loop, l -> new Batch());
        if (batch.waiting.get() >= MOST_WAITING) {
            dropped.increment();
            return false;
        }
        batch.waiting.incrementAndGet();
        batch.tasks.add(task);
        return true;
    }

    void flush() {
        batches.forEach((loop, batch) -> {
            if (!batch.tasks.isEmpty()) {
                List<Runnable> tasks = batch.tasks;
                batch.tasks = new ArrayList<>();
                loop.execute(() -> {
                    batch.waiting.addAndGet(-tasks.size());
                    tasks.forEach(Handover::runGuarded);
                });
            }
        });
    }

    /** One task that fails must not take the others of its batch with it. */
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Logger.error(e, "a datagram could not be handled");
        }
    }
}
