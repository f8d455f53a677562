package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * The EUI-64 behind a short address.
 *
 * @param status 0 is success
 * @param node the node
 * @param address its short address
 * @param tail what current firmware adds without documentation
 */
public record ZdoIeeeAddrResponse(int status, Eui64 node, ShortAddress address, Bytes tail) implements MtMessage {
    static ZdoIeeeAddrResponse read(OctetReader in) throws MalformedFrameException {
        return new ZdoIeeeAddrResponse(in.u8(), new Eui64(in.u64le()), new ShortAddress(in.u16le()), in.rest());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_IEEE_ADDR_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(status).u64le(node.value()).u16le(address.value()).bytes(tail);
    }
}
