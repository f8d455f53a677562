package dev.dormouse.link.radio;

import java.time.Duration;

/**
 * How often broadcasts go: each costs the whole network, and ZigBee nodes remember only the last few. The mean over a period is kept by
 * an equal distance between them.
 */
final class BroadcastLimit {
    private final long distanceNanos;
    private long nextNanos;

    BroadcastLimit(int broadcasts, Duration period, long nowNanos) {
        this.distanceNanos = period.toNanos() / broadcasts;
        this.nextNanos = nowNanos;
    }

    /** How long to wait before the next; 0 or less is not at all. */
    long waitNanos(long nowNanos) {
        return nextNanos - nowNanos;
    }

    void sent(long nowNanos) {
        nextNanos = nowNanos + distanceNanos;
    }
}
