package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dongle in its port, from plugging in to pulling out: one thread reads what the host writes, one writes, so that a host that does
 * not read holds up nobody.
 */
final class Plug implements Wire, AutoCloseable {
    private static final int READ_AT_ONCE = 4096;
    private static final int MOST_UNWRITTEN = 4096;

    private final Pty pty;
    private final Tally tally;
    private final Consumer<@Nullable Bytes> heard;
    private final BlockingQueue<Bytes> unwritten = new ArrayBlockingQueue<>(MOST_UNWRITTEN);
    private final Thread reader = new Thread(this::read, "dongle reader");
    private final Thread writer = new Thread(this::write, "dongle writer");
    private volatile boolean closed;

    /**
     * A dongle in this port.
     *
     * @param heard takes the octets of the host from the thread that reads, and null when the device is gone; may block
     */
    Plug(Pty pty, Consumer<@Nullable Bytes> heard, Tally tally) {
        this.pty = pty;
        this.heard = heard;
        this.tally = tally;
        reader.setDaemon(true);
        writer.setDaemon(true);
    }

    void start() {
        reader.start();
        writer.start();
    }

    Pty pty() {
        return pty;
    }

    /** From the thread of the timeline. What the host is too slow for is lost and counted. */
    @Override
    public void write(Bytes octets) {
        if (!closed && !unwritten.offer(octets)) {
            tally.count("writes lost: the host does not read");
        }
    }

    private void read() {
        byte[] buffer = new byte[READ_AT_ONCE];
        InputStream input = pty.input();
        try {
            for (int size = input.read(buffer); size >= 0; size = input.read(buffer)) {
                heard.accept(Bytes.of(Arrays.copyOf(buffer, size)));
            }
            heard.accept(null);
        } catch (IOException e) {
            // Closed, or socat is gone: both end the reading, and the first is wanted.
            if (!closed) {
                heard.accept(null);
            }
        }
    }

    private void write() {
        OutputStream output = pty.output();
        try {
            while (!closed) {
                output.write(unwritten.take().toArray());
                output.flush();
            }
        } catch (IOException e) {
            // The reader sees the same, and says so.
            unwritten.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        writer.interrupt();
        pty.close();
    }
}
