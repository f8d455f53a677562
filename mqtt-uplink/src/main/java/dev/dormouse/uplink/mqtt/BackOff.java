package dev.dormouse.uplink.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: exponential with full jitter, so that thousands of clients do not come back in one moment.
 *
 * @param min upper limit of the first wait, more than zero
 * @param max upper limit of every wait, at least {@code min}
 */
public record BackOff(Duration min, Duration max) {
    public BackOff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("back-off from " + min + " to " + max + " is not an increasing range");
        }
    }

    /** The longest possible wait before a try, in milliseconds; the first try has number 0. */
    long limitMillis(int tries) {
        long limit = min.toMillis() << Math.min(tries, 20);
        return Math.min(limit, max.toMillis());
    }

    /** A random wait in milliseconds, from 1 to {@link #limitMillis}. */
    public long waitMillis(int tries) {
        return 1 + ThreadLocalRandom.current().nextLong(limitMillis(tries));
    }
}
