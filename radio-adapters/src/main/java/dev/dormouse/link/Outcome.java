package dev.dormouse.link;

/** What became of a datagram that was handed to a link. Reported by links that can know more than "sent". */
public enum Outcome {
    /** The far end acknowledged it at the network's own level. */
    DELIVERED,
    /** It left; nothing more is known. */
    SENT,
    UNREACHABLE,
    TOO_LARGE,
    /** The link's queue for this address is full. */
    BUSY,
    /** It waited longer than its time to live. */
    EXPIRED,
    LINK_DOWN
}
