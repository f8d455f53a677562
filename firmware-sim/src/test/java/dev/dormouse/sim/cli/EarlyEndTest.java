package dev.dormouse.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program that is told to stop waits for the end of its run. */
class EarlyEndTest {
    @Test
    void theRunIsToldAndWaitedFor() throws Exception {
        EarlyEnd early = new EarlyEnd();
        assertFalse(early.asked());
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(early::hold);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!early.asked() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertTrue(early.asked());
        assertFalse(stopping.isDone());
        early.close();
        assertEquals(null, stopping.get(20, TimeUnit.SECONDS));
    }
}
