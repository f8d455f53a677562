package dev.dormouse.link.serial;

import java.util.random.RandomGenerator;

/** Pauses between attempts: half a second, doubling to thirty, each up to a quarter shorter or longer. */
final class BackOff {
    static final long FIRST_MILLIS = 500;
    static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private long millis = FIRST_MILLIS;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    long nextMillis() {
        long pause = millis;
        millis = Math.min(2 * millis, LONGEST_MILLIS);
        return (long) (pause * (0.75 + random.nextDouble() / 2));
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
