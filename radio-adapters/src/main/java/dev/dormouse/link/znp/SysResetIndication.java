package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The adapter has restarted: all endpoints are gone.
 *
 * @param reason 0 power up, 1 external, 2 watchdog
 * @param transportRevision of the protocol
 * @param product as in {@link SysVersionResponse}
 * @param major of the firmware
 * @param minor of the firmware
 * @param maintenance of the firmware
 */
public record SysResetIndication(int reason, int transportRevision, int product, int major, int minor, int maintenance)
        implements MtMessage {
    static SysResetIndication read(OctetReader in) throws MalformedFrameException {
        return new SysResetIndication(in.u8(), in.u8(), in.u8(), in.u8(), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.SYS_RESET_INDICATION;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(reason).u8(transportRevision).u8(product).u8(major).u8(minor).u8(maintenance);
    }
}
