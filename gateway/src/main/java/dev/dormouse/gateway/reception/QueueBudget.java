package dev.dormouse.gateway.reception;

import java.util.concurrent.atomic.AtomicLong;

/** How much waits for all clients together (I-29). Thread-safe. */
final class QueueBudget {
    private final long most;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * An empty budget.
     *
     * @param most octets, at least 1
     */
    QueueBudget(long most) {
        this.most = most;
    }

    void add(int octets) {
        waiting.addAndGet(octets);
    }

    boolean isExceeded() {
        return waiting.get() > most;
    }

    long waiting() {
        return waiting.get();
    }
}
