package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.OctetWriter;

/** An event this host has no use for. */
public record OtherEvent(int code, Bytes parameters) implements HciEvent {
    /** Data_Buffer_Overflow: more data was sent than the controller had said. */
    private static final int OVERFLOW = 0x1A;

    boolean isOverflow() {
        return code == OVERFLOW;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.bytes(parameters);
    }
}
