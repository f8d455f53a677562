package dev.dormouse.uplink.shared;

import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The packet identifiers of one shared connection (MQTT 5 §2.2.1), given out in turn so that one is not used again too soon.
 * Thread-safe, for clients of any loop ask for suggestions.
 */
final class PacketIds {
    private static final int LAST = 0xFFFF;

    private final BitSet taken = new BitSet(LAST + 1);
    private final int most;
    private int count;
    private int latest;

    /**
     * None is taken.
     *
     * @param most as many may be in use at a time
     * @param latest the one that counts as given out before, 0 to 65535
     */
    PacketIds(int most, int latest) {
        this.most = most;
        this.latest = latest;
    }

    /** After a restart the server may hold messages that we know nothing of: those are not met at once. */
    static PacketIds beginningAnywhere(int most) {
        return new PacketIds(most, ThreadLocalRandom.current().nextInt(LAST));
    }

    /** A free one, or 0 when as many are in use as may be. */
    synchronized int take() {
        int free = suggest();
        if (free != 0) {
            taken.set(free);
            count++;
        }
        return free;
    }

    /** One that is free now, and is not given out again before all others were; 0 when as many are in use as may be. */
    synchronized int suggest() {
        if (count >= most) {
            return 0;
        }
        int free = taken.nextClearBit(latest + 1);
        if (free > LAST) {
            free = taken.nextClearBit(1);
        }
        latest = free;
        return free;
    }

    /** Takes this one; false when it is in use, or none, or when as many are as may be. */
    synchronized boolean take(int id) {
        if (id < 1 || id > LAST || count >= most || taken.get(id)) {
            return false;
        }
        taken.set(id);
        count++;
        return true;
    }

    synchronized void free(int id) {
        if (taken.get(id)) {
            taken.clear(id);
            count--;
        }
    }
}
