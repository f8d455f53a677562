package dev.dormouse.link.frame;

import dev.dormouse.link.serial.FrameSink;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Feeds a {@link ScanningDecoder}, and tells it when the line has fallen silent within a frame. Confined to the loop. */
public final class SilenceWatch {
    private final EventLoop loop;
    private final ScanningDecoder decoder;
    private final FrameSink sink;
    private final long silenceNanos;
    private long lastNanos;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A watch over one opening of a line.
     *
     * @param silence no adapter pauses so long within a frame
     */
    public SilenceWatch(EventLoop loop, ScanningDecoder decoder, FrameSink sink, Duration silence) {
        this.loop = loop;
        this.decoder = decoder;
        this.sink = sink;
        this.silenceNanos = silence.toNanos();
    }

    public void feed(byte[] octets) {
        lastNanos = loop.ticker().nanoTime();
        decoder.feed(octets, sink);
        if (timer == null && decoder.isInFrame()) {
            schedule(silenceNanos);
        }
    }

    public void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long nanos) {
        timer = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        long left = lastNanos + silenceNanos - loop.ticker().nanoTime();
        if (!decoder.isInFrame()) {
            return;
        }
        if (left > 0) {
            schedule(left);
        } else {
            decoder.onSilence(sink);
        }
    }
}
