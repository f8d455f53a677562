package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Sends data to a node by its short address (802.15.4).
 *
 * @param frameId comes back in the answer; 0 wants none
 * @param to FFFF is everyone
 * @param options 1 without acknowledgement, 4 to all networks
 * @param data the RF data
 */
public record Transmit16(int frameId, ShortAddress to, int options, Bytes data) implements XBeeFrame {
    static Transmit16 read(OctetReader in) throws MalformedFrameException {
        return new Transmit16(in.u8(), new ShortAddress(in.u16()), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.TRANSMIT_16;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).u16(to.value()).u8(options).bytes(data);
    }
}
