package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Begins to join or form a network.
 *
 * @param mode 4 forms a network
 */
public record BdbStartCommissioning(int mode) implements MtMessage {
    static BdbStartCommissioning read(OctetReader in) throws MalformedFrameException {
        return new BdbStartCommissioning(in.u8());
    }

    @Override
    public MtId id() {
        return MtId.BDB_START_COMMISSIONING;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(mode);
    }
}
