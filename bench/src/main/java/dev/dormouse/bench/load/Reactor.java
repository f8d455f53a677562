package dev.dormouse.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one thread of the load: turns that read whatever has arrived, write what is due and wait a millisecond at most. */
public final class Reactor implements Closeable {
    /** Work that may fail with the network. */
    @FunctionalInterface
    public interface Work {
        /** Does it, without blocking. */
        void run() throws IOException;
    }

    private final Selector selector = Selector.open();
    private final List<Work> everyTurn = new ArrayList<>();

    /** A reactor without channels. */
    public Reactor() throws IOException {}

    /** Runs the work whenever the channel, already non-blocking, has something to read. */
    public void whenReadable(SelectableChannel channel, Work work) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, work);
    }

    /** Runs the work at the beginning of each turn, until it is taken out with {@link #forget}. */
    public void everyTurn(Work work) {
        everyTurn.add(work);
    }

    /** The opposite of {@link #everyTurn}. */
    public void forget(Work work) {
        everyTurn.remove(work);
    }

    /** One turn. */
    public void turn() throws IOException {
        for (Work work : everyTurn) {
            work.run();
        }
        try {
            selector.select(Reactor::read, 1);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Turns until the condition holds or the time in milliseconds is over; says whether it holds. */
    public boolean turnUntil(BooleanSupplier condition, long limitMillis) throws IOException {
        long end = System.nanoTime() + limitMillis * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            turn();
        }
        return true;
    }

    private static void read(SelectionKey key) {
        try {
            ((Work) key.attachment()).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
