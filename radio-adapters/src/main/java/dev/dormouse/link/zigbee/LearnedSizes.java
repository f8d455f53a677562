package dev.dormouse.link.zigbee;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.radio.RecentMap;
import dev.dormouse.link.radio.Sending;
import java.util.Collections;
import java.util.Map;

/**
 * What the adapter has found too long for a node, which depends on encryption and on the way there; what waits for the node is judged by
 * that. Any thread.
 */
public final class LearnedSizes {
    private static final int MOST_NODES = 1024;

    private final Map<LinkAddress, Integer> largest = Collections.synchronizedMap(new RecentMap<>(MOST_NODES));

    /** A datagram was too long. */
    public void tooLong(Sending sending) {
        if (!sending.isBroadcast()) {
            largest.merge(sending.to(), sending.datagram().length - 1, Math::min);
        }
    }

    /** The most octets to a node, when it would be this many by what is known otherwise. */
    public int largest(LinkAddress to, int otherwise) {
        return Math.min(otherwise, largest.getOrDefault(to, otherwise));
    }

    /** The adapter has begun anew, perhaps with other settings. */
    public void clear() {
        largest.clear();
    }
}
