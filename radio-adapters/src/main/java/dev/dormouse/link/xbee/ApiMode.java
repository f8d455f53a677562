package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.frame.ScanningDecoder;
import dev.dormouse.link.serial.FrameDecoder;

/** How API frames stand on the line: {@code 7E}, two octets of length, the frame, {@code FF} minus the sum of the frame. */
public enum ApiMode {
    /** As they are; parameter AP is 1. */
    PLAIN,
    /** With escapes for octets that mean something on the line; parameter AP is 2. */
    ESCAPED;

    /** The longest frame: 255 octets of data and what stands around them, with room to spare. */
    static final int LONGEST = 512;

    static final int DELIMITER = 0x7E;
    static final int ESCAPE = 0x7D;
    static final int FLIP = 0x20;
    private static final int XON = 0x11;
    private static final int XOFF = 0x13;

    /** A decoder for the octets that come from a module. */
    public FrameDecoder decoder() {
        return this == PLAIN ? new ScanningDecoder(new PlainApiShape()) : new EscapedApiDecoder();
    }

    /** The octets for the line. */
    public byte[] frame(XBeeFrame frame) {
        byte[] content = frame.octets();
        OctetWriter body =
                new OctetWriter().u16(content.length).bytes(content).u8(checksum(content, 0, content.length));
        OctetWriter line = new OctetWriter().u8(DELIMITER);
        for (byte octet : body.toArray()) {
            if (this == ESCAPED && isSpecial(octet)) {
                line.u8(ESCAPE).u8(octet ^ FLIP);
            } else {
                line.u8(octet);
            }
        }
        return line.toArray();
    }

    static int checksum(byte[] octets, int at, int length) {
        int sum = 0;
        for (int i = at; i < at + length; i++) {
            sum += octets[i];
        }
        return 0xFF - (sum & 0xFF);
    }

    private static boolean isSpecial(byte octet) {
        return octet == DELIMITER || octet == ESCAPE || octet == XON || octet == XOFF;
    }
}
