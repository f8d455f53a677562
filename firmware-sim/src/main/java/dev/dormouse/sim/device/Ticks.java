package dev.dormouse.sim.device;

import java.time.Duration;

/** The time of the simulation: microseconds since its start. */
public final class Ticks {
    /** Later than everything. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final long SECOND = 1_000_000;

    private Ticks() {}

    /** A duration in microseconds; what does not fit is {@link #NEVER}. */
    public static long of(Duration duration) {
        try {
            return Math.addExact(Math.multiplyExact(duration.getSeconds(), SECOND), duration.getNano() / 1_000);
        } catch (ArithmeticException e) {
            return NEVER;
        }
    }

    /** Some seconds in microseconds. */
    public static long ofSeconds(double seconds) {
        return Math.round(seconds * SECOND);
    }
}
