package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;

/**
 * Data from a node by its EUI-64 (802.15.4).
 *
 * @param from the node
 * @param weakness the signal strength in -dBm
 * @param options 2 broadcast by address, 4 broadcast to all networks
 * @param data the RF data
 */
public record Receive64(Eui64 from, int weakness, int options, Bytes data) implements XBeeFrame {
    static Receive64 read(OctetReader in) throws MalformedFrameException {
        return new Receive64(new Eui64(in.u64()), in.u8(), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.RECEIVE_64;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u64(from.value()).u8(weakness).u8(options).bytes(data);
    }
}
