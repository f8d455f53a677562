package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;

/**
 * Data from a node with an address of any kind.
 *
 * @param group 0 when it is for one
 * @param cluster 16 bits
 * @param mode 3 by EUI-64, 2 by short address
 * @param from a short address stands in the low 16 bits
 * @param sourceEndpoint of the node
 * @param pan 0 within the network
 * @param endpoint ours
 * @param broadcast 1 when it is for everyone
 * @param quality of the link, 0 to 255
 * @param security 1 when encrypted end to end
 * @param timestamp of the adapter
 * @param sequence of the sender
 * @param data the datagram
 * @param tail what current firmware adds without documentation
 */
public record AfIncomingExt(
        int group,
        int cluster,
        int mode,
        Eui64 from,
        int sourceEndpoint,
        int pan,
        int endpoint,
        int broadcast,
        int quality,
        int security,
        long timestamp,
        int sequence,
        Bytes data,
        Bytes tail)
        implements MtMessage {
    static AfIncomingExt read(OctetReader in) throws MalformedFrameException {
        return new AfIncomingExt(
                in.u16le(),
                in.u16le(),
                in.u8(),
                new Eui64(in.u64le()),
                in.u8(),
                in.u16le(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.u32le(),
                in.u8(),
                in.bytes(in.u16le()),
                in.rest());
    }

    @Override
    public MtId id() {
        return MtId.AF_INCOMING_EXT;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(group)
                .u16le(cluster)
                .u8(mode)
                .u64le(from.value())
                .u8(sourceEndpoint)
                .u16le(pan)
                .u8(endpoint)
                .u8(broadcast)
                .u8(quality)
                .u8(security)
                .u32le(timestamp)
                .u8(sequence)
                .u16le(data.length())
                .bytes(data)
                .bytes(tail);
    }
}
