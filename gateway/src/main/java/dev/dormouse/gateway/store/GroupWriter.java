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
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The one thread that writes: takes whatever has come together while the last group was written, and writes it as the next. What
 * waits is bounded. A client whose changes do not fit any more is forgotten as a whole, because half of a session is worse than
 * none. While the disk fails nobody waits for it: who asked to be told is told at once, and what was refused is tried again with
 * what has come since.
 */
final class GroupWriter implements AutoCloseable {
    private static final long CLOSING_MILLIS = 5_000;
    /** What one look at who waits counts, so that the disk gets its turn however many there are. */
    private static final long SHORTEST_NANOS = 100_000;

    private final Disk disk;
    private final int mostWaiting;
    private final long retryMillis;
    private final Thread thread = new Thread(this::run, "session store");

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private Unwritten unwritten;
    /** Who waits. Not bounded by number: who waits for the disk sends no more than its window. */
    private List<Runnable> waiters = new ArrayList<>();
    /** Clients that the disk has not, or not all of; until they begin anew. */
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
        this.unwritten = new Unwritten(mostWaiting);
        thread.setDaemon(true);
        thread.start();
    }

    void append(Write write) {
        append(write, null);
    }

    /** Writes behind; what is to run when that is done runs in any case, on the thread that writes. */
    void append(Write write, @Nullable Runnable whenDurable) {
        lock.lock();
        try {
            if (write.change() == null) {
                incomplete.remove(write.client());
            }
            enter(write);
            if (whenDurable != null) {
                waiters.add(whenDurable);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Write write) {
        ClientId client = write.client();
        SessionChange change = write.change();
        if (change == null) {
            if (!unwritten.remove(client) && incomplete.size() < mostWaiting) {
                incomplete.add(client); // Must not be mixed with what the disk has of it.
            }
        } else if (!incomplete.contains(client) && !unwritten.add(client, change)) {
            if (incomplete.isEmpty()) {
                Logger.error(
                        "session store: the disk does not keep up; sessions that change now will not survive a restart");
            }
            incomplete.add(client);
            unwritten.remove(client);
        }
    }

    private void run() {
        boolean goOn = true;
        while (goOn && awaitWork()) {
            boolean last = isClosing();
            List<Runnable> told = new ArrayList<>();
            Unwritten group = take(told);
            boolean written = group.isEmpty() || write(group.inOrder());
            told.forEach(GroupWriter::tell);
            if (!written) {
                giveBack(group);
                leaveAlone();
                goOn = !last;
            }
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do; false when there is nothing and never will be. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (unwritten.isEmpty() && waiters.isEmpty() && !closing) {
                changed.await();
            }
            return !unwritten.isEmpty() || !waiters.isEmpty();
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Unwritten take(List<Runnable> told) {
        lock.lock();
        try {
            Unwritten group = unwritten;
            unwritten = new Unwritten(mostWaiting);
            takeWaiters(told);
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void takeWaiters(List<Runnable> told) {
        told.addAll(waiters);
        waiters = new ArrayList<>();
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
        return failure == null;
    }

    private static void tell(Runnable whenDurable) {
        try {
            whenDurable.run();
        } catch (RuntimeException e) {
            Logger.error(e, "session store: somebody could not be told that a change is durable");
        }
    }

    /** What the disk refused waits again, and what has come meanwhile behind it. */
    private void giveBack(Unwritten refused) {
        lock.lock();
        try {
            Unwritten newer = unwritten;
            unwritten = refused;
            newer.inOrder().forEach(this::enter);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves a failing disk alone for a while, or until the end. Whoever comes meanwhile is told. */
    private void leaveAlone() {
        long left = TimeUnit.MILLISECONDS.toNanos(retryMillis);
        while (left > 0) {
            List<Runnable> told = new ArrayList<>();
            left = awaitWaiters(left, told);
            told.forEach(GroupWriter::tell);
        }
    }

    /** Waits for somebody to tell, at most so long; gives what is left of that time. */
    private long awaitWaiters(long nanos, List<Runnable> told) {
        lock.lock();
        try {
            long left = nanos;
            while (waiters.isEmpty() && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            takeWaiters(told);
            return closing ? 0 : left - SHORTEST_NANOS;
        } catch (InterruptedException e) {
            return 0;
        } finally {
            lock.unlock();
        }
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
