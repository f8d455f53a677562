package dev.dormouse.link.znp;

import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** Asks for the kind of firmware. */
public record SysVersion() implements MtMessage {
    static SysVersion read(OctetReader in) {
        return new SysVersion();
    }

    @Override
    public MtId id() {
        return MtId.SYS_VERSION;
    }

    @Override
    public void writeBody(OctetWriter out) {}
}
