package dev.dormouse.link.znp;

import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** Is anybody there? */
public record SysPing() implements MtMessage {
    static SysPing read(OctetReader in) {
        return new SysPing();
    }

    @Override
    public MtId id() {
        return MtId.SYS_PING;
    }

    @Override
    public void writeBody(OctetWriter out) {}
}
