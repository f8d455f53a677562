package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.OctetWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A packet of the layer that tells protocols on one connection apart (Bluetooth Core Vol 3 Part A §3.1).
 *
 * @param channel {@link #ATT} or {@link #SIGNALLING}; others are not used
 */
public record L2cap(int channel, Bytes content) {
    static final int ATT = 0x0004;
    static final int SIGNALLING = 0x0005;
    static final int HEADER = 4;

    /**
     * The packet in pieces that the controller takes.
     *
     * @param longest octets of data in one piece, 27 or more
     */
    List<AclPacket> pieces(int handle, int longest) {
        byte[] whole = new OctetWriter()
                .u16le(content.length())
                .u16le(channel)
                .bytes(content)
                .toArray();
        List<AclPacket> pieces = new ArrayList<>();
        for (int at = 0; at < whole.length; at += longest) {
            Bytes data = Bytes.of(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + longest)));
            pieces.add(
                    new AclPacket(handle, at == 0 ? AclPacket.FIRST_TO_CONTROLLER : AclPacket.CONTINUATION, 0, data));
        }
        return pieces;
    }
}
