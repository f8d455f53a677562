package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import org.jspecify.annotations.Nullable;

/** Puts the packets of one connection together again from the pieces in which they come; holds one, of a bounded length. */
final class Reassembly {
    /** No peer has reason to send more: it is told an ATT_MTU far below. */
    static final int LONGEST = 1024;

    private @Nullable OctetWriter held;
    private int heldLength;

    /**
     * The next piece.
     *
     * @return the packet that it completes, or null
     * @throws MalformedFrameException when it belongs to nothing, or makes a packet longer than it said or than is taken
     */
    @Nullable
    L2cap feed(AclPacket piece) throws MalformedFrameException {
        OctetWriter begun = held;
        if (!piece.isContinuation()) {
            begun = new OctetWriter();
            heldLength = 0;
        } else if (begun == null) {
            throw new MalformedFrameException("the continuation of nothing");
        }
        held = null;
        heldLength += piece.data().length();
        begun.bytes(piece.data());
        if (heldLength > L2cap.HEADER + LONGEST) {
            throw new MalformedFrameException("a packet of more than " + LONGEST + " octets");
        }
        return whole(begun);
    }

    private @Nullable L2cap whole(OctetWriter begun) throws MalformedFrameException {
        byte[] octets = begun.toArray();
        int length = octets.length < 2 ? LONGEST : (octets[0] & 0xFF) | (octets[1] & 0xFF) << 8;
        if (length > LONGEST) {
            throw new MalformedFrameException("a packet of " + length + " octets");
        }
        if (octets.length < L2cap.HEADER + length) {
            held = begun;
            return null;
        }
        OctetReader in = new OctetReader(octets);
        in.u16le();
        L2cap packet = new L2cap(in.u16le(), in.bytes(length));
        in.end();
        return packet;
    }
}
