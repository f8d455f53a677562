package dev.dormouse.gateway.script;

import dev.dormouse.gateway.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A loop whose clock stands still until somebody moves it. Tasks that are handed to it run when the present one is done. */
final class VirtualLoop implements Loop {
    /** Below zero, as the clock of a real machine may be, so that nobody takes zero for "never". */
    private static final long START = Duration.ofSeconds(-7).toNanos();

    private final PriorityQueue<Task> timers =
            new PriorityQueue<>(Comparator.<Task>comparingLong(t -> t.due).thenComparingLong(t -> t.order));
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private long nanos = START;
    private long lastOrder;
    private boolean elsewhere;
    private boolean running;

    private static final class Task {
        final long due;
        final long order;
        final Runnable action;

        Task(long due, long order, Runnable action) {
            this.due = due;
            this.order = order;
            this.action = action;
        }
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plus(elapsed());
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        Task task = new Task(nanos + Math.max(0, delay.toNanos()), lastOrder++, action);
        timers.add(task);
        return () -> timers.remove(task);
    }

    @Override
    public boolean inLoop() {
        return !elsewhere || running;
    }

    /** From now on the test is another thread: what it hands over runs when the loop is told to {@link #settle}. */
    void beElsewhere() {
        elsewhere = true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Time since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(nanos - START);
    }

    /** How long it is from the beginning until the next timer is due; null without one. */
    @Nullable
    Duration nextDue() {
        Task next = timers.peek();
        return next == null ? null : Duration.ofNanos(next.due - START);
    }

    /** How many timers are on the clock. */
    int timers() {
        return timers.size();
    }

    /** Runs what was handed over. */
    void settle() {
        running = true;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        running = false;
    }

    /** Whoever owned the timers and tasks is dead. */
    void dropEverything() {
        timers.clear();
        tasks.clear();
    }

    /** Lets time pass, and what is due happen in its order. */
    void advance(Duration time) {
        settle();
        long end = nanos + time.toNanos();
        for (Task next = timers.peek(); next != null && next.due <= end; next = timers.peek()) {
            timers.remove(next);
            nanos = next.due;
            running = true;
            next.action.run();
            settle();
        }
        nanos = end;
    }
}
