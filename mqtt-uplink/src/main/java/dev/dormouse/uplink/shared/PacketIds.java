package dev.dormouse.uplink.shared;

import java.util.BitSet;

/** The packet identifiers of one shared connection (MQTT 5 §2.2.1), given out in turn so that one is not used again too soon. */
final class PacketIds {
    private static final int LAST = 0xFFFF;

    private final BitSet taken = new BitSet(LAST + 1);
    private final int most;
    private int count;
    private int latest;

    /** At most {@code most} at a time. */
    PacketIds(int most) {
        this.most = most;
    }

    /** A free one, or 0 when as many are in use as may be. */
    int take() {
        if (count >= most) {
            return 0;
        }
        int free = taken.nextClearBit(latest + 1);
        if (free > LAST) {
            free = taken.nextClearBit(1);
        }
        taken.set(free);
        count++;
        latest = free;
        return free;
    }

    void free(int id) {
        if (taken.get(id)) {
            taken.clear(id);
            count--;
        }
    }
}
