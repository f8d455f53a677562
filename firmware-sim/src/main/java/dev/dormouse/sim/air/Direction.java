package dev.dormouse.sim.air;

import dev.dormouse.sim.device.Ticks;
import java.util.SplittableRandom;

/** The way of one device's datagrams in one direction, with whatever befalls them. */
public final class Direction {
    private static final int BITS = 8;

    private final Conditions conditions;
    private final SplittableRandom random;
    private long freeAt;
    private long lastArrival;

    /** Where what is left of a datagram goes. */
    @FunctionalInterface
    public interface Arrival {
        /** A datagram arrives, now or later. */
        void at(byte[] datagram, long when);
    }

    public Direction(Conditions conditions, SplittableRandom random) {
        this.conditions = conditions;
        this.random = random;
    }

    /** Sends a datagram on its way; it arrives never, once or twice. False if it is lost. */
    public boolean carry(byte[] datagram, long now, Arrival arrival) {
        if (conditions.equals(Conditions.PERFECT)) {
            arrival.at(datagram, now);
            return true;
        }
        if (datagram.length > conditions.largest() || happens(conditions.loss())) {
            return false;
        }
        long sent = now;
        if (conditions.bandwidth() > 0) {
            long needed = (long) datagram.length * BITS * Ticks.SECOND / conditions.bandwidth();
            freeAt = Math.max(freeAt, now) + needed;
            sent = freeAt;
        }
        arrival.at(damaged(datagram), arrival(sent));
        if (happens(conditions.duplication())) {
            arrival.at(datagram, arrival(sent));
        }
        return true;
    }

    /** Nothing overtakes unless it is to. */
    private long arrival(long sent) {
        long jitter = conditions.jitter() == 0 ? 0 : random.nextLong(conditions.jitter() + 1);
        long when = sent + conditions.delay() + jitter;
        if (happens(conditions.reordering())) {
            return when + Math.max(Ticks.SECOND / 20, 2 * (conditions.delay() + conditions.jitter()));
        }
        lastArrival = Math.max(lastArrival, when);
        return lastArrival;
    }

    private byte[] damaged(byte[] datagram) {
        if (datagram.length == 0 || !happens(conditions.corruption())) {
            return datagram;
        }
        byte[] damaged = datagram.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(BITS));
        return damaged;
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }
}
