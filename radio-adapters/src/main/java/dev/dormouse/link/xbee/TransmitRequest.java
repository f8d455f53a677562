package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Sends data to the transparent application of a node.
 *
 * @param frameId comes back in the answer; 0 wants none
 * @param to the node, or one of {@link XBeeAddresses}
 * @param toShort the short address, or {@link XBeeAddresses#UNKNOWN_SHORT}
 * @param radius the most hops; 0 is the most the network allows
 * @param options 1 without retries, 0x20 encrypted end to end, 0x40 with long patience
 * @param data the RF data
 */
public record TransmitRequest(int frameId, Eui64 to, ShortAddress toShort, int radius, int options, Bytes data)
        implements XBeeFrame {
    static TransmitRequest read(OctetReader in) throws MalformedFrameException {
        return new TransmitRequest(
                in.u8(), new Eui64(in.u64()), new ShortAddress(in.u16()), in.u8(), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.TRANSMIT_REQUEST;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId)
                .u64(to.value())
                .u16(toShort.value())
                .u8(radius)
                .u8(options)
                .bytes(data);
    }
}
