package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** One packet between host and controller. Integers stand on the line least significant octet first (Bluetooth Core Vol 4 Part E). */
public sealed interface HciPacket permits HciCommand, AclPacket, HciEvent {
    /** The packet indicator of H:4 (Vol 4 Part A §2). */
    int indicator();

    /** Writes what follows the indicator. */
    void write(OctetWriter out);

    /** The octets for the line. */
    default byte[] octets() {
        OctetWriter out = new OctetWriter().u8(indicator());
        write(out);
        return out.toArray();
    }

    /**
     * Reads a packet of either direction.
     *
     * @param octets from the indicator on
     * @throws MalformedFrameException when its length or its parts do not fit
     */
    static HciPacket decode(byte[] octets) throws MalformedFrameException {
        OctetReader in = new OctetReader(octets);
        int indicator = in.u8();
        HciPacket packet =
                switch (indicator) {
                    case H4.COMMAND -> HciCommand.read(in);
                    case H4.ACL_DATA -> AclPacket.read(in);
                    case H4.EVENT -> HciEvent.read(in);
                    default -> throw new MalformedFrameException("no packet has the indicator " + indicator);
                };
        in.end();
        return packet;
    }
}
