package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;

/**
 * Sends data to a node by its EUI-64 (802.15.4).
 *
 * @param frameId comes back in the answer; 0 wants none
 * @param to the node, or {@link XBeeAddresses#BROADCAST}
 * @param options 1 without acknowledgement, 4 to all networks
 * @param data the RF data
 */
public record Transmit64(int frameId, Eui64 to, int options, Bytes data) implements XBeeFrame {
    static Transmit64 read(OctetReader in) throws MalformedFrameException {
        return new Transmit64(in.u8(), new Eui64(in.u64()), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.TRANSMIT_64;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).u64(to.value()).u8(options).bytes(data);
    }
}
