package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * A node has come into the network, or come back with another short address.
 *
 * @param source who sent this
 * @param address the short address of the node
 * @param node the node
 * @param capabilities 2 router, 8 listens when idle
 */
public record ZdoEndDeviceAnnounce(ShortAddress source, ShortAddress address, Eui64 node, int capabilities)
        implements MtMessage {
    static ZdoEndDeviceAnnounce read(OctetReader in) throws MalformedFrameException {
        return new ZdoEndDeviceAnnounce(
                new ShortAddress(in.u16le()), new ShortAddress(in.u16le()), new Eui64(in.u64le()), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_END_DEVICE_ANNOUNCE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(source.value()).u16le(address.value()).u64le(node.value()).u8(capabilities);
    }
}
