package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who passes, how fast who has passed passes again, and what guessing costs. */
class PasswordsTest {
    private static final String PREFIX = "pbkdf2-sha256$";

    /** The salt and hash of some password, with as many iterations as a test wants to wait for. */
    private static final String SUFFIX = "$MDEyMzQ1Njc4OWFiY2RlZg==$9Teo/sblldkJqCbCfeJWyFdU83jlBxSe0CKEmho2mpY=";

    private static Passwords of(String hash) {
        PasswordHash parsed = PasswordHash.parse(hash).orElseThrow();
        return new Passwords(Map.of("ada", parsed), parsed);
    }

    @Test
    void knowsARightPasswordFromWrongOnesAlsoAfterItHasPassed() {
        Passwords passwords = of(PREFIX + 1000 + SUFFIX);
        for (int round = 0; round < 3; round++) {
            assertTrue(passwords.areRight("ada", "geheim µ"));
            assertFalse(passwords.areRight("ada", "geheim"));
            assertFalse(passwords.areRight("ada", ""));
            assertFalse(passwords.areRight("bob", "geheim µ"));
        }
    }

    @Test
    void checksWhatHasPassedQuickly() {
        Passwords passwords = of(PasswordHash.hash("right".toCharArray()));
        assertTrue(passwords.areRight("ada", "right"));
        assertTimeout(Duration.ofSeconds(3), () -> {
            for (int i = 0; i < 10_000; i++) {
                assertTrue(passwords.areRight("ada", "right"));
            }
        });
    }

    @Test
    void letsWhoHasPassedInWhileOthersGuess() throws InterruptedException {
        Passwords passwords = of(PasswordHash.hash("right".toCharArray()));
        assertTrue(passwords.areRight("ada", "right"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            AtomicInteger guessed = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(8);
            for (int i = 0; i < 40; i++) {
                String guess = "guess " + i;
                threads.execute(() -> {
                    begun.countDown();
                    guessed.addAndGet(passwords.areRight("ada", guess) ? 1 : 0);
                });
            }
            begun.await();
            for (int i = 0; i < 1000; i++) {
                assertTrue(passwords.areRight("ada", "right"));
            }
            threads.shutdown();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
            assertEquals(0, guessed.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void doesNotWaitLongForItsTurn() throws InterruptedException {
        Passwords passwords = of(PREFIX + 4_000_000 + SUFFIX);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            CountDownLatch refused = new CountDownLatch(4);
            for (int i = 0; i < 6; i++) {
                threads.execute(() -> {
                    passwords.areRight("ada", "guess");
                    refused.countDown();
                });
            }
            // two compute for seconds, the four others do not wait for them
            assertTrue(refused.await(3, TimeUnit.SECONDS));
        } finally {
            threads.shutdown();
        }
    }
}
