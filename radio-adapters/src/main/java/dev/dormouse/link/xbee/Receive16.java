package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Data from a node by its short address (802.15.4).
 *
 * @param from the node
 * @param weakness the signal strength in -dBm
 * @param options 2 broadcast by address, 4 broadcast to all networks
 * @param data the RF data
 */
public record Receive16(ShortAddress from, int weakness, int options, Bytes data) implements XBeeFrame {
    static Receive16 read(OctetReader in) throws MalformedFrameException {
        return new Receive16(new ShortAddress(in.u16()), in.u8(), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.RECEIVE_16;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16(from.value()).u8(weakness).u8(options).bytes(data);
    }
}
