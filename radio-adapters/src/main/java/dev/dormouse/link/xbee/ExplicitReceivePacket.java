package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Data from a node with its application, as modules with {@code AO=1} tell it.
 *
 * @param from the node, or {@link XBeeAddresses#USE_SHORT} when unknown
 * @param fromShort its short address
 * @param sourceEndpoint that of the node
 * @param endpoint ours
 * @param cluster 16 bits
 * @param profile 16 bits
 * @param options 1 acknowledged, 2 broadcast, 0x20 encrypted end to end, 0x40 from an end device
 * @param data the RF data
 */
public record ExplicitReceivePacket(
        Eui64 from,
        ShortAddress fromShort,
        int sourceEndpoint,
        int endpoint,
        int cluster,
        int profile,
        int options,
        Bytes data)
        implements XBeeFrame {
    static ExplicitReceivePacket read(OctetReader in) throws MalformedFrameException {
        return new ExplicitReceivePacket(
                new Eui64(in.u64()),
                new ShortAddress(in.u16()),
                in.u8(),
                in.u8(),
                in.u16(),
                in.u16(),
                in.u8(),
                in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.EXPLICIT_RECEIVE_PACKET;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u64(from.value())
                .u16(fromShort.value())
                .u8(sourceEndpoint)
                .u8(endpoint)
                .u16(cluster)
                .u16(profile)
                .u8(options)
                .bytes(data);
    }
}
