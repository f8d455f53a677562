package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.radio.RecentMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Messages that devices advertise without a connection: publishes at QoS -1, each advertised several times. It is one message as long as
 * it is heard again within two seconds.
 */
final class Beacons {
    private static final int MOST_MESSAGES = 1024;
    private static final long SAME_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int SHORTEST = 7;
    private static final int PUBLISH = 0x0C;
    private static final int QOS_BITS = 0x60;
    private static final int QOS_MINUS_ONE = 0x60;

    private final Map<Message, Long> heard = new RecentMap<>(MOST_MESSAGES);

    private record Message(BleAddress from, Bytes datagram) {}

    /** Whether this is a PUBLISH at QoS -1 (1.2 §5.4.12): nobody who only advertises could hear an answer to anything else. */
    static boolean isPublish(Bytes datagram) {
        return datagram.length() >= SHORTEST
                && datagram.at(0) == datagram.length()
                && datagram.at(1) == PUBLISH
                && (datagram.at(2) & QOS_BITS) == QOS_MINUS_ONE;
    }

    /** Whether a message is heard for the first time. */
    boolean isNew(BleAddress from, Bytes datagram, long nowNanos) {
        Long last = heard.put(new Message(from, datagram), nowNanos);
        return last == null || nowNanos - last >= SAME_NANOS;
    }
}
