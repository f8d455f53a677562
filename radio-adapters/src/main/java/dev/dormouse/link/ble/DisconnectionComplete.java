package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * A connection has ended.
 *
 * @param status 0 unless the attempt to end it has failed
 * @param handle which connection, 12 bits
 * @param reason in the terms of {@link HciStatus}
 */
public record DisconnectionComplete(int status, int handle, int reason) implements HciEvent {
    static final int CODE = 0x05;

    static DisconnectionComplete read(OctetReader in) throws MalformedFrameException {
        return new DisconnectionComplete(in.u8(), in.u16le(), in.u8());
    }

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(status).u16le(handle).u8(reason);
    }
}
