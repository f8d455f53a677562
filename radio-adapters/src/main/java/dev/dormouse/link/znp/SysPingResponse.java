package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The adapter is there.
 *
 * @param capabilities one bit for each subsystem
 */
public record SysPingResponse(int capabilities) implements MtMessage {
    static SysPingResponse read(OctetReader in) throws MalformedFrameException {
        return new SysPingResponse(in.u16le());
    }

    @Override
    public MtId id() {
        return MtId.SYS_PING_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(capabilities);
    }
}
