package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * What became of data that was sent.
 *
 * @param status 0 delivered, else {@link ZStatus}
 * @param endpoint ours
 * @param transaction that of the request
 */
public record AfDataConfirm(int status, int endpoint, int transaction) implements MtMessage {
    static AfDataConfirm read(OctetReader in) throws MalformedFrameException {
        return new AfDataConfirm(in.u8(), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.AF_DATA_CONFIRM;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(status).u8(endpoint).u8(transaction);
    }
}
