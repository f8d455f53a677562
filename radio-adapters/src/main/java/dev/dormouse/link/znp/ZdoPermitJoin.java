package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * Lets new nodes into the network for a while.
 *
 * @param mode 15 broadcast, 2 one node
 * @param to FFFC is all routers and the coordinator
 * @param seconds 0 closes the network, 255 leaves it open
 * @param trustCentre 0
 */
public record ZdoPermitJoin(int mode, ShortAddress to, int seconds, int trustCentre) implements MtMessage {
    static ZdoPermitJoin read(OctetReader in) throws MalformedFrameException {
        return new ZdoPermitJoin(in.u8(), new ShortAddress(in.u16le()), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_PERMIT_JOIN;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(mode).u16le(to.value()).u8(seconds).u8(trustCentre);
    }
}
