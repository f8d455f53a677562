package dev.dormouse.link.radio;

import dev.dormouse.link.LinkAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of one kind of radio adapter: a codec and a small state machine. It neither queues nor paces nor opens anything; that is
 * done by {@link RadioLink}. All methods are called on the loop, but for those that say otherwise.
 */
public interface RadioDriver {
    /** The line is open: the start-up dialogue begins, and ends in {@link Radio#up} or {@link Radio#reopen}. */
    void onOpen();

    /** Octets from the adapter, in any pieces. */
    void onOctets(byte[] octets);

    /** The line is closed: timers are to be cancelled and half frames forgotten. Nothing under way needs to be settled. */
    void onLost();

    /** Sends a datagram, which ends in {@link Radio#settle} or {@link Radio#retry}, now or later. */
    void transmit(Sending sending);

    /** How many datagrams may be under way at once; may change. */
    int window();

    /** How many of them to one node; more than one where the adapter keeps their order. */
    default int windowPerNode() {
        return 1;
    }

    /**
     * How many to one node when the answers of some are late, so that one answer that was lost does not hold the node back until patience
     * ends. More than {@link #windowPerNode} where the adapter can take a datagram before it has answered for the one before.
     */
    default int windowPerNodeWithLate() {
        return windowPerNode();
    }

    /** How long a datagram may be under way before nothing more is expected of it ({@code UNKNOWN}). */
    Duration patience(Sending sending);

    /** A datagram was under way for too long; an answer that comes now is stale. */
    default void onGivenUp(Sending sending) {}

    /** The most octets of a datagram to an address. Any thread. */
    int largestDatagram(LinkAddress to);

    /** The most octets of a broadcast; 0 where there are none. Any thread. */
    int largestBroadcast();

    /**
     * Lets new nodes into the network, where the adapter decides on that.
     *
     * @param seconds 0 ends it, 1 to 254; see {@link RadioLink#permitJoin}
     */
    default void permitJoin(int seconds, Consumer<JoinAnswer> answered) {
        answered.accept(JoinAnswer.NOT_THIS_KIND);
    }

    /** What has an order of its own: the node, which may be known only from the datagram itself. */
    default Object queueOf(LinkAddress to, byte[] datagram) {
        return to;
    }

    /** The address that {@link LinkAddress#text} wrote down, or null when it is none of this driver's. Any thread. */
    @Nullable
    LinkAddress address(String text);
}
