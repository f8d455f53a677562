package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Which network the adapter is in.
 *
 * @param address of the adapter
 * @param state as in {@link ZdoStateChange}
 * @param pan 16 bits
 * @param parent of the adapter
 * @param extendedPan 64 bits
 * @param parentNode of the adapter
 * @param channel 11 to 26
 * @param tail what current firmware adds without documentation
 */
public record ZdoExtNwkInfoResponse(
        ShortAddress address,
        int state,
        int pan,
        ShortAddress parent,
        Eui64 extendedPan,
        Eui64 parentNode,
        int channel,
        Bytes tail)
        implements MtMessage {
    static ZdoExtNwkInfoResponse read(OctetReader in) throws MalformedFrameException {
        return new ZdoExtNwkInfoResponse(
                new ShortAddress(in.u16le()),
                in.u8(),
                in.u16le(),
                new ShortAddress(in.u16le()),
                new Eui64(in.u64le()),
                new Eui64(in.u64le()),
                in.u8(),
                in.rest());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_EXT_NWK_INFO_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(address.value())
                .u8(state)
                .u16le(pan)
                .u16le(parent.value())
                .u64le(extendedPan.value())
                .u64le(parentNode.value())
                .u8(channel)
                .bytes(tail);
    }
}
