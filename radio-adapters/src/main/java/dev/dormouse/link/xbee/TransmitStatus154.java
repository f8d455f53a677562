package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * What became of a transmission (802.15.4).
 *
 * @param frameId that of the request
 * @param delivery 0 delivered, 1 no acknowledgement, 2 channel busy, 3 purged
 */
public record TransmitStatus154(int frameId, int delivery) implements XBeeFrame {
    static TransmitStatus154 read(OctetReader in) throws MalformedFrameException {
        return new TransmitStatus154(in.u8(), in.u8());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.TRANSMIT_STATUS_154;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).u8(delivery);
    }
}
