package dev.dormouse.link.serial;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A serial device that is opened, and opened again with growing pauses whenever it is missing, taken or unplugged. A thread of its own
 * opens and reads, another writes; what happens is told on the event loop.
 */
public final class SerialLine implements Line {
    /** So many pieces may wait for the loop; then nothing is read, and the device is held back by its flow control. */
    private static final int MOST_UNHEARD = 16;

    private static final long WATCH_SECONDS = 5;
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** An opening that lasted so long was a good one: the next attempt does not wait long. */
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final EventLoop loop;
    private final Port.Opener opener;
    private final BackOff backOff = new BackOff(new SplittableRandom());
    private final Semaphore unheard = new Semaphore(MOST_UNHEARD);
    private final CountDownLatch closing = new CountDownLatch(1);

    // Loop only.
    private @Nullable Listener listener;
    private @Nullable Opening current;
    private @Nullable ScheduledFuture<?> watch;
    private String toldReason = "";

    /**
     * A line that is not started yet.
     *
     * @param name the name of the link, for threads and logs
     */
    public SerialLine(String name, PortChoice port, LineSettings settings, EventLoop loop) {
        this(name, () -> JSerialCommPort.open(port, settings), loop);
    }

    SerialLine(String name, Port.Opener opener, EventLoop loop) {
        this.name = name;
        this.loop = loop;
        this.opener = opener;
    }

    @Override
    public void start(Listener whoHears) {
        if (listener != null) {
            throw new IllegalStateException("The line of link " + name + " has been started before");
        }
        listener = whoHears;
        watch = loop.scheduleWithFixedDelay(this::watch, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
        Opening.daemon("link-" + name, this::supervise).start();
    }

    // ---- the thread that opens and reads ----

    private void supervise() {
        try {
            boolean first = true;
            while (first || !closing.await(backOff.nextMillis(), TimeUnit.MILLISECONDS)) {
                first = false;
                open();
            }
        } catch (InterruptedException | RejectedExecutionException loopHasEnded) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            Logger.error(bug, "Link {}: its serial line has failed and stays closed", name);
        }
    }

    private void open() throws InterruptedException {
        Port port;
        try {
            port = opener.open();
        } catch (PortException e) {
            loop.execute(() -> failed(String.valueOf(e.getMessage())));
            return;
        }
        Opening[] self = new Opening[1];
        Opening opening = new Opening("link-" + name, port, written -> post(self[0], written));
        self[0] = opening;
        long begun = System.nanoTime();
        try {
            loop.execute(() -> opened(opening));
            String reason = opening.run(octets -> receive(opening, octets));
            loop.execute(() -> lost(opening, reason));
        } finally {
            opening.end("closed");
        }
        if (System.nanoTime() - begun > GOOD_NANOS) {
            backOff.reset();
        }
    }

    private void receive(Opening opening, byte[] octets) {
        unheard.acquireUninterruptibly();
        try {
            loop.execute(() -> {
                unheard.release();
                if (current == opening) {
                    listener().onOctets(octets);
                }
            });
        } catch (RejectedExecutionException loopHasEnded) {
            opening.end("closed");
        }
    }

    private void post(Opening opening, Runnable written) {
        try {
            loop.execute(() -> {
                if (current == opening) {
                    written.run();
                }
            });
        } catch (RejectedExecutionException loopHasEnded) {
            opening.end("closed");
        }
    }

    // ---- on the loop ----

    private void opened(Opening opening) {
        if (closing.getCount() == 0) {
            opening.end("closed");
            return;
        }
        current = opening;
        toldReason = "";
        listener().onOpen(opening.device());
    }

    private void lost(Opening opening, String reason) {
        if (current == opening) {
            current = null;
            toldReason = reason;
            listener().onLost(reason);
        }
    }

    private void failed(String reason) {
        if (closing.getCount() > 0 && !reason.equals(toldReason)) {
            toldReason = reason;
            listener().onLost(reason);
        }
    }

    private void watch() {
        Opening open = current;
        if (open != null && open.blockedNanos() > BLOCKED_NANOS) {
            reopen("the device has taken nothing for 30 s: is its firmware running, and does flow-control fit?");
        }
    }

    private Listener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public boolean isWritable() {
        Opening open = current;
        return open != null && open.isWritable();
    }

    @Override
    public boolean write(byte[] octets, Runnable whenWritten) {
        Opening open = current;
        return open != null && open.write(octets, whenWritten);
    }

    @Override
    public void wires(boolean dtr, boolean rts) {
        Opening open = current;
        if (open != null) {
            open.wires(dtr, rts);
        }
    }

    @Override
    public void reopen(String reason) {
        Opening open = current;
        if (open != null) {
            open.end(reason);
            lost(open, reason);
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> unused = closeAndTell();
    }

    /** Closes; done when the device is given back to the system, which may hang with some drivers. On the loop. */
    public CompletableFuture<Void> closeAndTell() {
        closing.countDown();
        if (watch != null) {
            watch.cancel(false);
        }
        Opening open = current;
        current = null;
        if (open != null) {
            open.end("closed");
            return open.closed();
        }
        return CompletableFuture.completedFuture(null);
    }
}
