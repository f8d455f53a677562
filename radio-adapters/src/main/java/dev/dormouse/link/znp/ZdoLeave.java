package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * A node has left.
 *
 * @param address the short address of the node
 * @param node the node
 * @param request 1 it was told to
 * @param remove 1 its children too
 * @param rejoin 1 it will come back
 */
public record ZdoLeave(ShortAddress address, Eui64 node, int request, int remove, int rejoin) implements MtMessage {
    static ZdoLeave read(OctetReader in) throws MalformedFrameException {
        return new ZdoLeave(new ShortAddress(in.u16le()), new Eui64(in.u64le()), in.u8(), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_LEAVE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(address.value()).u64le(node.value()).u8(request).u8(remove).u8(rejoin);
    }
}
