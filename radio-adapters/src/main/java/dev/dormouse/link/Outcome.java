package dev.dormouse.link;

import java.util.Locale;

/** What became of a datagram that was handed to a link. Reported by links that can know more than "sent". */
public enum Outcome {
    /** The far end acknowledged it at the network's own level. */
    DELIVERED,
    /** It left; nothing more is known. */
    SENT,
    /** No way to the node, or no acknowledgement from it. */
    UNREACHABLE,
    /** It has more octets than the network carries to this address. */
    TOO_LARGE,
    /** The link's queue for this address is full, or the radio had no room until it expired. */
    BUSY,
    /** The adapter refused it for a reason that will not go away by waiting. */
    REJECTED,
    /** It waited longer than its time to live. */
    EXPIRED,
    /** The adapter is not there, or not ready. */
    LINK_DOWN,
    /** It left, and the adapter never told what became of it. */
    UNKNOWN;

    /** The name in metrics, such as {@code link-down}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
