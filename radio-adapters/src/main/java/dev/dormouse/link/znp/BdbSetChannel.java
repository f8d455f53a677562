package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Chooses the channels for a new network.
 *
 * @param primary 1 for the first choice, 0 for the second
 * @param channels one bit for each channel
 */
public record BdbSetChannel(int primary, long channels) implements MtMessage {
    static BdbSetChannel read(OctetReader in) throws MalformedFrameException {
        return new BdbSetChannel(in.u8(), in.u32le());
    }

    @Override
    public MtId id() {
        return MtId.BDB_SET_CHANNEL;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(primary).u32le(channels);
    }
}
