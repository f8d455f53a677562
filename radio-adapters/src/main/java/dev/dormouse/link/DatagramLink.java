package dev.dormouse.link;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One network with datagrams on it. Supervises itself: a port that cannot be opened or a device that is unplugged is a state told to
 * the receiver, not an exception.
 */
public interface DatagramLink extends AutoCloseable {
    /** The name given in the configuration, for logs. */
    String name();

    /** Begins to receive. Called once. */
    void start(Receiver receiver);

    /** The most octets that a datagram to this address may have. */
    int largestDatagram(LinkAddress to);

    /** The address that {@link LinkAddress#text} wrote down, or null when it is none of this link's. */
    default @Nullable LinkAddress address(String text) {
        return null;
    }

    /** A buffer for a datagram that will be sent through this link. */
    ByteBuf buffer(int capacity);

    /** Sends one datagram; takes ownership of the buffer, never blocks, counts by reason what cannot go. Any thread. */
    void send(LinkAddress to, ByteBuf datagram);

    /** True when there is a way to reach every device with one datagram; without it, {@link #broadcast} drops. */
    default boolean reachesAll() {
        return true;
    }

    /** Sends one datagram to every device in reach; takes ownership. Radius 0 is the whole network. */
    void broadcast(ByteBuf datagram, int radius);

    /** What the link carried since it was made, by name. A copy; any thread. */
    default Map<String, Long> traffic() {
        return Map.of();
    }

    /** What went wrong since the link was made, by name: datagrams dropped by reason, bad outcomes, faults. A copy; any thread. */
    default Map<String, Long> counts() {
        return Map.of();
    }

    /** Stops receiving and sends what is still queued. Returns when that is done. */
    @Override
    void close();

    /** Who hears what a link receives. All calls come on the link's own thread. */
    interface Receiver {
        /** One datagram; the buffer is borrowed for the time of the call. */
        void onDatagram(LinkAddress from, ByteBuf datagram);

        /** The datagrams that had arrived together have all been told: time to act on what was put together meanwhile. */
        default void onBatchEnd() {}

        /** What became of one datagram, on links that know; once for each. */
        default void onOutcome(LinkAddress to, Outcome outcome) {}

        /** The link came up or went down, with a sentence for people. */
        default void onLinkState(boolean up, String detail) {}
    }
}
