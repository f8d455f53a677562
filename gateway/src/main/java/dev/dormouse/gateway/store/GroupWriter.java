package dev.dormouse.gateway.store;

import dev.dormouse.gateway.store.Disk.Write;
import dev.dormouse.uplink.ClientId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/**
 * The one thread that writes: takes whatever has come together while the last group was written, and writes it as the next. What
 * waits is bounded. A client whose changes do not fit any more is forgotten as a whole, because half of a session is worse than
 * none.
 */
final class GroupWriter implements AutoCloseable {
    private static final long CLOSING_MILLIS = 5_000;

    private final Disk disk;
    private final int mostWaiting;
    private final long retryMillis;
    private final Thread thread = new Thread(this::run, "session store");

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private List<Write> waiting = new ArrayList<>();
    private final Set<ClientId> incomplete = new HashSet<>();
    private boolean closing;

    // The writer's own.
    private boolean failing;

    /**
     * Starts the thread.
     *
     * @param mostWaiting the most changes that wait, at least 1
     * @param retryMillis how long a disk is left alone that has failed
     */
    GroupWriter(Disk disk, int mostWaiting, long retryMillis) {
        this.disk = disk;
        this.mostWaiting = mostWaiting;
        this.retryMillis = retryMillis;
        thread.setDaemon(true);
        thread.start();
    }

    void append(Write write) {
        lock.lock();
        try {
            enterOrForget(write);
        } finally {
            lock.unlock();
        }
    }

    private void enterOrForget(Write write) {
        if (incomplete.contains(write.client()) && write.change() != null) {
            // Written without its change: nobody shall wait for ever.
            enter(new Write(write.client(), null, write.whenDurable()));
        } else if (waiting.size() < mostWaiting) {
            if (write.change() == null) {
                incomplete.remove(write.client());
            }
            enter(write);
        } else {
            if (incomplete.isEmpty()) {
                Logger.error(
                        "session store: the disk does not keep up; sessions that change now will not survive a restart");
            }
            incomplete.add(write.client());
            enter(new Write(write.client(), null, write.whenDurable()));
        }
    }

    /** A client that is forgotten anyway needs to be in the list only for the sake of who waits for it. */
    private void enter(Write write) {
        if (waiting.size() < 2 * mostWaiting) {
            waiting.add(write);
            changed.signal();
        }
    }

    private void run() {
        List<Write> group = new ArrayList<>();
        while (true) {
            if (!takeInto(group)) {
                return;
            }
            if (write(group)) {
                group.clear();
            } else if (!pause()) {
                return;
            }
        }
    }

    /** Waits for something to write; false when there is nothing and never will be. */
    private boolean takeInto(List<Write> group) {
        if (!group.isEmpty()) {
            return true;
        }
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                changed.await();
            }
            group.addAll(waiting);
            waiting = new ArrayList<>();
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            lock.unlock();
        }
        return !group.isEmpty();
    }

    private boolean write(List<Write> group) {
        RuntimeException failure = null;
        try {
            disk.write(group);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null && !failing) {
            Logger.error(
                    "session store: cannot be written ({}); the gateway goes on, but what changes now does not survive a"
                            + " restart until the disk can be written again",
                    String.valueOf(failure.getMessage()));
        } else if (failure == null && failing) {
            Logger.info("session store: can be written again");
        }
        failing = failure != null;
        for (int i = 0; i < group.size(); i++) {
            Write done = group.get(i);
            tell(done);
            group.set(i, new Write(done.client(), done.change(), () -> {}));
        }
        return failure == null;
    }

    private static void tell(Write done) {
        try {
            done.whenDurable().run();
        } catch (RuntimeException e) {
            Logger.error(e, "session store: client {} could not be told that a change is durable", done.client());
        }
    }

    /** Leaves a failing disk alone for a while; false when there is no time for that any more. */
    private boolean pause() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(retryMillis);
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            lock.unlock();
        }
        return !closing;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            Logger.error("session store: the disk did not take the last changes in time");
        } else {
            disk.close();
        }
    }
}
