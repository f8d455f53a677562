package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Something has happened to the module or its network.
 *
 * @param status such as {@link #HARDWARE_RESET}
 */
public record ModemStatus(int status) implements XBeeFrame {
    public static final int HARDWARE_RESET = 0x00;
    public static final int WATCHDOG_RESET = 0x01;
    public static final int JOINED = 0x02;
    public static final int DISASSOCIATED = 0x03;
    public static final int COORDINATOR_STARTED = 0x06;

    static ModemStatus read(OctetReader in) throws MalformedFrameException {
        return new ModemStatus(in.u8());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.MODEM_STATUS;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(status);
    }
}
