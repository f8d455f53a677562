package dev.dormouse.gateway.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A point in time that is moved far more often than it is reached, such as the end of a keep-alive period. Moving it costs no
 * timer: the one on the clock looks, when it fires, whether it has to wait on.
 */
public final class Deadline {
    private final Loop loop;
    private final Runnable onReached;
    private long dueNanos;
    private boolean set;
    private long timerNanos;
    private Loop.@Nullable Timer timer;

    public Deadline(Loop loop, Runnable onReached) {
        this.loop = loop;
        this.onReached = onReached;
    }

    /** Moves the deadline to this long from now, whether or not it was set. */
    public void setIn(Duration delay) {
        setInNanos(delay.toNanos());
    }

    /** {@link #setIn} without the {@link Duration}, for callers on the path of a datagram. */
    public void setInNanos(long delayNanos) {
        dueNanos = loop.nanoTime() + delayNanos;
        set = true;
        if (timer == null) {
            startTimer(delayNanos);
        } else if (dueNanos - timerNanos < 0) {
            timer.cancel();
            startTimer(delayNanos);
        }
    }

    /** Takes the deadline back. */
    public void clear() {
        set = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Takes the deadline back but leaves the timer on the clock: for deadlines that are set again within moments. */
    public void pause() {
        set = false;
    }

    public boolean isSet() {
        return set;
    }

    /** The time until it is reached; 0 when it is not set, or is being reached. */
    public long remainingNanos() {
        return set ? Math.max(0, dueNanos - loop.nanoTime()) : 0;
    }

    private void startTimer(long delayNanos) {
        timerNanos = loop.nanoTime() + delayNanos;
        timer = loop.schedule(Duration.ofNanos(delayNanos), this::onTimer);
    }

    private void onTimer() {
        timer = null;
        if (!set) {
            return;
        }
        long remaining = dueNanos - loop.nanoTime();
        if (remaining > 0) {
            startTimer(remaining);
        } else {
            set = false;
            onReached.run();
        }
    }
}
