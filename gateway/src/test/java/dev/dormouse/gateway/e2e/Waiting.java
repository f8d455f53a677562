package dev.dormouse.gateway.e2e;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what tells nobody that it has happened. */
final class Waiting {
    private Waiting() {}

    /** Looks again and again, for as long as anything may take. */
    static void until(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + Child.PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            during(Duration.ofMillis(10));
        }
    }

    /** Lets time pass where the passing of time is what matters. */
    static void during(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
