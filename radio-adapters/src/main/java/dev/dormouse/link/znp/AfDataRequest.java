package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Sends data to a short address.
 *
 * @param to a node, or everyone (FFFD listens when idle)
 * @param endpoint of the node
 * @param sourceEndpoint ours
 * @param cluster 16 bits
 * @param transaction comes back in {@link AfDataConfirm}
 * @param options 0x10 acknowledged end to end
 * @param radius the most hops
 * @param data at most 255 octets
 */
public record AfDataRequest(
        ShortAddress to,
        int endpoint,
        int sourceEndpoint,
        int cluster,
        int transaction,
        int options,
        int radius,
        Bytes data)
        implements MtMessage {
    static AfDataRequest read(OctetReader in) throws MalformedFrameException {
        return new AfDataRequest(
                new ShortAddress(in.u16le()),
                in.u8(),
                in.u8(),
                in.u16le(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.bytes(in.u8()));
    }

    @Override
    public MtId id() {
        return MtId.AF_DATA_REQUEST;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(to.value())
                .u8(endpoint)
                .u8(sourceEndpoint)
                .u16le(cluster)
                .u8(transaction)
                .u8(options)
                .u8(radius)
                .u8(data.length())
                .bytes(data);
    }
}
