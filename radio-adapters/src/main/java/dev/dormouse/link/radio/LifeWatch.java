package dev.dormouse.link.radio;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that an adapter is no longer there though its port is: one that has said nothing for a while is asked, and when that brings
 * nothing either, it is gone. Where no traffic is, nothing else would show it. Confined to the loop.
 */
public final class LifeWatch {
    private static final long SILENT_SECONDS = 10;

    /** In a row: after the first nothing is asked yet, after the last nothing more. */
    private static final int MOST_SILENCES = 3;

    private final EventLoop loop;
    private final Runnable ask;
    private final Runnable gone;
    private int silences;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A watch that has not begun.
     *
     * @param ask puts a question that the adapter answers at once
     * @param gone runs when it has not; the watch has ended then
     */
    public LifeWatch(EventLoop loop, Runnable ask, Runnable gone) {
        this.loop = loop;
        this.ask = ask;
        this.gone = gone;
    }

    /** Begins, or begins anew. */
    public void begin() {
        stop();
        silences = 0;
        schedule();
    }

    public void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** The adapter has said something. */
    public void heard() {
        silences = 0;
    }

    private void schedule() {
        timer = loop.schedule(this::look, SILENT_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        timer = null;
        silences++;
        if (silences > MOST_SILENCES) {
            gone.run();
            return;
        }
        if (silences > 1) {
            ask.run();
        }
        schedule();
    }
}
