package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Starts the network that the adapter remembers.
 *
 * @param delay in milliseconds
 */
public record ZdoStartupFromApp(int delay) implements MtMessage {
    static ZdoStartupFromApp read(OctetReader in) throws MalformedFrameException {
        return new ZdoStartupFromApp(in.u16le());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_STARTUP_FROM_APP;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u16le(delay);
    }
}
