package dev.dormouse.sim.dongle;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The only clock of a simulated dongle: tasks run in the order they are due, when somebody says how late it is. */
public final class Timeline {
    /** What {@link #nextDue} says when nothing is waiting. */
    public static final long NEVER = Long.MAX_VALUE;

    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::sequence));
    private long now;
    private long scheduled;

    private record Entry(long due, long sequence, Runnable task) {}

    /** Milliseconds since the start of the simulation. */
    public long now() {
        return now;
    }

    /** Runs a task that many milliseconds from now; a delay below 0 counts as 0. */
    public void after(long millis, Runnable task) {
        waiting.add(new Entry(now + Math.max(0, millis), scheduled++, task));
    }

    /** When the next task is due, in milliseconds since the start; {@link #NEVER} without one. */
    public long nextDue() {
        Entry next = waiting.peek();
        return next == null ? NEVER : next.due();
    }

    /** Lets time pass up to a moment, in milliseconds since the start, and runs what is due by then. Time never goes back. */
    public void advanceTo(long moment) {
        for (Entry next = waiting.peek(); next != null && next.due() <= moment; next = waiting.peek()) {
            waiting.remove(next);
            now = Math.max(now, next.due());
            next.task().run();
        }
        now = Math.max(now, moment);
    }
}
