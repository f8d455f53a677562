package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Asks for the EUI-64 behind a short address; the answer is a {@link ZdoIeeeAddrResponse}.
 *
 * @param address the node
 * @param kind 0 only the node itself
 * @param start 0
 */
public record ZdoIeeeAddrRequest(ShortAddress address, int kind, int start) implements MtMessage {
    static ZdoIeeeAddrRequest read(OctetReader in) throws MalformedFrameException {
        return new ZdoIeeeAddrRequest(new ShortAddress(in.u16le()), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_IEEE_ADDR_REQUEST;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(address.value()).u8(kind).u8(start);
    }
}
