package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Data from a node.
 *
 * @param group 0 when it is for one
 * @param cluster 16 bits
 * @param from the node
 * @param sourceEndpoint of the node
 * @param endpoint ours
 * @param broadcast 1 when it is for everyone
 * @param quality of the link, 0 to 255
 * @param security 1 when encrypted end to end
 * @param timestamp of the adapter
 * @param sequence of the sender
 * @param data at most 255 octets
 * @param tail what current firmware adds without documentation
 */
public record AfIncoming(
        int group,
        int cluster,
        ShortAddress from,
        int sourceEndpoint,
        int endpoint,
        int broadcast,
        int quality,
        int security,
        long timestamp,
        int sequence,
        Bytes data,
        Bytes tail)
        implements MtMessage {
    static AfIncoming read(OctetReader in) throws MalformedFrameException {
        return new AfIncoming(
                in.u16le(),
                in.u16le(),
                new ShortAddress(in.u16le()),
                in.u8(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.u32le(),
                in.u8(),
                in.bytes(in.u8()),
                in.rest());
    }

    @Override
    public MtId id() {
        return MtId.AF_INCOMING;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(group)
                .u16le(cluster)
                .u16le(from.value())
                .u8(sourceEndpoint)
                .u8(endpoint)
                .u8(broadcast)
                .u8(quality)
                .u8(security)
                .u32le(timestamp)
                .u8(sequence)
                .u8(data.length())
                .bytes(data)
                .bytes(tail);
    }
}
