package dev.dormouse.link.znp;

import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** Asks which network the adapter is in. */
public record ZdoExtNwkInfo() implements MtMessage {
    static ZdoExtNwkInfo read(OctetReader in) {
        return new ZdoExtNwkInfo();
    }

    @Override
    public MtId id() {
        return MtId.ZDO_EXT_NWK_INFO;
    }

    @Override
    public void writeBody(OctetWriter out) {}
}
