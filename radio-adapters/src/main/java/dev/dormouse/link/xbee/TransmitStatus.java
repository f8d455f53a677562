package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * What became of a transmission (ZigBee, DigiMesh).
 *
 * @param frameId that of the request
 * @param toShort where it went
 * @param retries how often it was repeated
 * @param delivery 0 delivered, else {@link Delivery}
 * @param discovery 1 address, 2 route discovered, 0x40 more patience needed
 */
public record TransmitStatus(int frameId, ShortAddress toShort, int retries, int delivery, int discovery)
        implements XBeeFrame {
    static TransmitStatus read(OctetReader in) throws MalformedFrameException {
        return new TransmitStatus(in.u8(), new ShortAddress(in.u16()), in.u8(), in.u8(), in.u8());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.TRANSMIT_STATUS;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).u16(toShort.value()).u8(retries).u8(delivery).u8(discovery);
    }
}
