package dev.dormouse.link.udp;

import java.util.Locale;

/** Why a UDP link let a datagram go, or an error pass. */
public enum DropReason {
    /** Arrived longer than {@link UdpOptions#maxDatagram()}. */
    TRUNCATED,
    /** To be sent, but longer than {@link UdpOptions#maxMessageSize()}. */
    TOO_LARGE,
    /** To be sent, without a single octet. */
    EMPTY,
    /** To be sent, but too much is waiting for the network already. */
    NOT_WRITABLE,
    /** To be sent, but the link is not started, or closed. */
    CLOSED,
    /** To be sent to everyone, but no multicast group is configured. */
    NO_GROUP,
    /** Said to a multicast group while too much of that was waiting already. */
    GROUP_BUSY,
    /** The system refused to send or to receive: no route, a filter, an unreachable port. */
    IO_ERROR,
    /** The receiver failed on a datagram that had arrived. */
    RECEIVER_FAILED;

    /** The name in metrics, such as {@code not-writable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
