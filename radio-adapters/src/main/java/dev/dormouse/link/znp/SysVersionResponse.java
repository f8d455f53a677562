package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The kind of firmware.
 *
 * @param transportRevision of the protocol
 * @param product 0 Z-Stack 1.2, 1 Z-Stack 3.x.0 (CC26x2), 2 Z-Stack 3.0.x (CC2530)
 * @param major of the firmware
 * @param minor of the firmware
 * @param maintenance of the firmware
 * @param revision four octets of a number, most often a date, or nothing
 */
public record SysVersionResponse(
        int transportRevision, int product, int major, int minor, int maintenance, Bytes revision)
        implements MtMessage {
    static SysVersionResponse read(OctetReader in) throws MalformedFrameException {
        return new SysVersionResponse(in.u8(), in.u8(), in.u8(), in.u8(), in.u8(), in.rest());
    }

    @Override
    public MtId id() {
        return MtId.SYS_VERSION_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(transportRevision)
                .u8(product)
                .u8(major)
                .u8(minor)
                .u8(maintenance)
                .bytes(revision);
    }
}
