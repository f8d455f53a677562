package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Restarts the adapter; there is no answer but {@link SysResetIndication}.
 *
 * @param kind 0 hard, 1 soft
 */
public record SysResetRequest(int kind) implements MtMessage {
    static SysResetRequest read(OctetReader in) throws MalformedFrameException {
        return new SysResetRequest(in.u8());
    }

    @Override
    public MtId id() {
        return MtId.SYS_RESET_REQUEST;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(kind);
    }
}
