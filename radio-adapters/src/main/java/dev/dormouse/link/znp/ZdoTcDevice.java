package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * The trust centre has seen a node.
 *
 * @param address the short address of the node
 * @param node the node
 * @param parent of the node
 */
public record ZdoTcDevice(ShortAddress address, Eui64 node, ShortAddress parent) implements MtMessage {
    static ZdoTcDevice read(OctetReader in) throws MalformedFrameException {
        return new ZdoTcDevice(new ShortAddress(in.u16le()), new Eui64(in.u64le()), new ShortAddress(in.u16le()));
    }

    @Override
    public MtId id() {
        return MtId.ZDO_TC_DEVICE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(address.value()).u64le(node.value()).u16le(parent.value());
    }
}
