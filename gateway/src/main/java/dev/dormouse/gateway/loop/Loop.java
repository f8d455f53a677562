package dev.dormouse.gateway.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The one thread on which everything of a client happens, and the only clock that its code may ask. */
public interface Loop extends Executor {
    /** Wall-clock time, for what is written down and for people. */
    Instant now();

    /** Nanoseconds that only go forward, for measuring how long something took. */
    long nanoTime();

    /** Runs a task on this loop after a delay. */
    Timer schedule(Duration delay, Runnable task);

    /** True when the calling thread is this loop's. */
    boolean inLoop();

    /** A task that has been put on the clock. */
    interface Timer {
        /** Takes the task off the clock; does nothing when it has run already. */
        void cancel();
    }
}
