package dev.dormouse.sim.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run end in order when the program is told to stop: early, but with report and farewells, and nothing left at the broker. */
final class EarlyEnd implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hold, "end of the run");
    private volatile boolean asked;

    EarlyEnd() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the program has been told to stop. */
    boolean asked() {
        return asked;
    }

    /** The program has been told to stop; goes on with that when the run is over. */
    void hold() {
        asked = true;
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("dormouse-sim: the run did not end in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is at work.
            return;
        }
    }
}
