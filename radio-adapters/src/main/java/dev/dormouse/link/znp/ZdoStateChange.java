package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The adapter has another part in its network now.
 *
 * @param state {@link #COORDINATOR} when the network is up
 */
public record ZdoStateChange(int state) implements MtMessage {
    /** The network is up. */
    public static final int COORDINATOR = 9;

    static ZdoStateChange read(OctetReader in) throws MalformedFrameException {
        return new ZdoStateChange(in.u8());
    }

    @Override
    public MtId id() {
        return MtId.ZDO_STATE_CHANGE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(state);
    }
}
