package dev.dormouse.link.serial;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A device from its opening to its loss: one thread reads, another writes, and whoever notices first that it is over ends it for both
 * by closing the port.
 */
final class Opening {
    /** So many writes may wait behind the one that the system is taking. */
    private static final int MOST_WAITING = 8;

    private static final int READ_OCTETS = 4096;
    private static final long CLOSING_MILLIS = 2000;

    /** A pause after a read without octets, which should not be: whatever the port does, nobody spins. */
    private static final long EMPTY_READ_MILLIS = 20;

    private static final class Chunk {
        private final byte[] octets;
        private final Runnable whenWritten;

        Chunk(byte[] octets, Runnable whenWritten) {
            this.octets = octets;
            this.whenWritten = whenWritten;
        }
    }

    private final String threadName;
    private final Port port;
    private final BlockingQueue<Chunk> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private final Thread writer;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** When the write began that the system has not taken yet; 0 while there is none. */
    private volatile long writingSince;

    Opening(String threadName, Port port, Consumer<Runnable> written) {
        this.threadName = threadName;
        this.port = port;
        this.writer = daemon(threadName + "-tx", () -> transmit(written));
    }

    String device() {
        return port.device();
    }

    /** Reads until the end, on the caller's thread; the reason of the end. */
    String run(Consumer<byte[]> received) throws InterruptedException {
        writer.start();
        byte[] space = new byte[READ_OCTETS];
        while (end.get() == null) {
            int length = port.read(space);
            if (length < 0) {
                end("the device is gone");
            } else if (length == 0) {
                Thread.sleep(EMPTY_READ_MILLIS);
            } else {
                byte[] octets = new byte[length];
                System.arraycopy(space, 0, octets, 0, length);
                received.accept(octets);
            }
        }
        writer.join(CLOSING_MILLIS);
        String reason = end.get();
        return reason == null ? "" : reason;
    }

    private void transmit(Consumer<Runnable> written) {
        try {
            while (end.get() == null) {
                Chunk chunk = waiting.take();
                writingSince = System.nanoTime() | 1;
                boolean taken = port.write(chunk.octets);
                writingSince = 0;
                if (!taken) {
                    end("the device is gone");
                    return;
                }
                written.accept(chunk.whenWritten);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isWritable() {
        return waiting.remainingCapacity() > 0 && end.get() == null;
    }

    boolean write(byte[] octets, Runnable whenWritten) {
        return end.get() == null && waiting.offer(new Chunk(octets, whenWritten));
    }

    void wires(boolean dtr, boolean rts) {
        port.wires(dtr, rts);
    }

    /** How long the system has been holding back one write. */
    long blockedNanos() {
        long since = writingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Closes the port, once, on a thread of its own: with some drivers of the system, closing can hang. */
    void end(String reason) {
        if (end.compareAndSet(null, reason)) {
            writer.interrupt();
            daemon(threadName + "-close", this::close).start();
        }
    }

    private void close() {
        try {
            port.close();
        } finally {
            closed.complete(null);
        }
    }

    /** Done when the port is given back to the system. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
