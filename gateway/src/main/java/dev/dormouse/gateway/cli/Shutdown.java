package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.Gateway;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

/**
 * Lets SIGTERM and Ctrl+C end a command in order. The virtual machine would leave with 143 after a signal and stop the logger
 * beside us, so the hook waits for the close, writes the last lines and ends the process itself, with 0.
 */
final class Shutdown {

    private static final int LONGEST_CLOSE_SECONDS = 20;
    private static final int TOO_LONG = 1;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "shutdown");

    private Shutdown() {}

    /** Begins to listen for signals; one that comes while the command starts is obeyed when it has started. */
    static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** There is nothing to close, or no longer: the process may end as it likes. */
    void abandon() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came first, and the hook is at work already.
            Logger.debug("stopped by a signal");
        }
    }

    /** Waits for the signal, then closes the gateway. */
    void await(Gateway gateway) throws InterruptedException {
        asked.await();
        Logger.info("Stopping");
        try {
            gateway.close();
            Logger.info("Stopped");
        } finally {
            closed.countDown();
        }
    }

    /** Waits for the signal, but no longer than this; what is to be closed then is the caller's, who ends with {@link #abandon}. */
    void await(long seconds) throws InterruptedException {
        boolean unused = asked.await(seconds, TimeUnit.SECONDS);
    }

    private void end() {
        asked.countDown();
        boolean inTime = false;
        try {
            inTime = closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                Logger.error("Not stopped after {} s; leaving anyway", LONGEST_CLOSE_SECONDS);
            }
            ProviderRegistry.getLoggingProvider().shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(inTime ? 0 : TOO_LONG);
        }
    }
}
