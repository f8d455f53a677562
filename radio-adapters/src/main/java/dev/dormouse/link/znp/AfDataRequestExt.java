package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;

/**
 * Sends data to an address of any kind.
 *
 * @param mode {@link #BY_EUI} or {@link #BY_SHORT}
 * @param to a short address stands in the low 16 bits
 * @param endpoint of the node
 * @param pan 0 within the network
 * @param sourceEndpoint ours
 * @param cluster 16 bits
 * @param transaction comes back in {@link AfDataConfirm}
 * @param options 0x10 acknowledged end to end
 * @param radius the most hops
 * @param data the datagram
 */
public record AfDataRequestExt(
        int mode,
        Eui64 to,
        int endpoint,
        int pan,
        int sourceEndpoint,
        int cluster,
        int transaction,
        int options,
        int radius,
        Bytes data)
        implements MtMessage {
    public static final int BY_SHORT = 2;
    public static final int BY_EUI = 3;

    static AfDataRequestExt read(OctetReader in) throws MalformedFrameException {
        return new AfDataRequestExt(
                in.u8(),
                new Eui64(in.u64le()),
                in.u8(),
                in.u16le(),
                in.u8(),
                in.u16le(),
                in.u8(),
                in.u8(),
                in.u8(),
                in.bytes(in.u16le()));
    }

    @Override
    public MtId id() {
        return MtId.AF_DATA_REQUEST_EXT;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(mode)
                .u64le(to.value())
                .u8(endpoint)
                .u16le(pan)
                .u8(sourceEndpoint)
                .u16le(cluster)
                .u8(transaction)
                .u8(options)
                .u8(radius)
                .u16le(data.length())
                .bytes(data);
    }
}
