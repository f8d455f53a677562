package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** The controller has failed and needs a reset; all connections are gone. */
public record HardwareError(int hardwareCode) implements HciEvent {
    static final int CODE = 0x10;

    static HardwareError read(OctetReader in) throws MalformedFrameException {
        return new HardwareError(in.u8());
    }

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(hardwareCode);
    }
}
