package dev.dormouse.gateway.envelope;

import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;

/** Hears of each envelope that was dropped unopened. Called on the link's thread. */
@FunctionalInterface
public interface Unopened {
    /** The datagram is borrowed for the time of the call, its reader index at its start. */
    void dropped(LinkAddress from, Reason reason, ByteBuf datagram);

    /** Why an envelope was not opened. */
    enum Reason {
        /** It has no node id, or its Length leaves no packet (I-31). */
        MALFORMED,
        /** There is another envelope inside (I-33). */
        NESTED,
        /** Its sender may not speak for others (I-34). */
        NOT_ALLOWED
    }
}
