package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Data of a connection (Bluetooth Core Vol 4 Part E §5.4.2).
 *
 * @param handle the connection, 12 bits
 * @param boundary where in a longer packet this stands, 2 bits
 * @param broadcast 2 bits, 0 with Low Energy
 * @param data a piece of an L2CAP packet
 */
public record AclPacket(int handle, int boundary, int broadcast, Bytes data) implements HciPacket {
    /** The first piece on its way to a controller of Low Energy. */
    static final int FIRST_TO_CONTROLLER = 0b00;

    static final int CONTINUATION = 0b01;

    private static final int HANDLE_BITS = 0x0FFF;
    private static final int TWO_BITS = 0b11;

    static AclPacket read(OctetReader in) throws MalformedFrameException {
        int head = in.u16le();
        return new AclPacket(
                head & HANDLE_BITS, (head >> 12) & TWO_BITS, (head >> 14) & TWO_BITS, in.bytes(in.u16le()));
    }

    boolean isContinuation() {
        return boundary == CONTINUATION;
    }

    @Override
    public int indicator() {
        return H4.ACL_DATA;
    }

    @Override
    public void write(OctetWriter out) {
        out.u16le(handle | boundary << 12 | broadcast << 14)
                .u16le(data.length())
                .bytes(data);
    }

    @Override
    public String toString() {
        return "ACL " + handle + (isContinuation() ? " … " : " ") + data.toHex();
    }
}
