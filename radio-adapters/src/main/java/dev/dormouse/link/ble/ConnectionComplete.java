package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * A connection is there, or has failed to be (Bluetooth Core Vol 4 Part E §7.7.65.1 and §7.7.65.10).
 *
 * @param status 0 is success, else {@link HciStatus}
 * @param handle 12 bits
 * @param role 0 when this side began it
 * @param privateAddresses in the enhanced form of the event 12 octets, else none
 * @param interval from one meeting to the next, in units of 1.25 ms
 * @param latency how many meetings the peripheral may miss
 * @param timeout in units of 10 ms
 * @param clock the peer's accuracy
 */
public record ConnectionComplete(
        int status,
        int handle,
        int role,
        BleAddress peer,
        Bytes privateAddresses,
        int interval,
        int latency,
        int timeout,
        int clock)
        implements HciEvent {
    static final int SUBEVENT = 0x01;
    static final int ENHANCED_SUBEVENT = 0x0A;

    private static final int TWO_ADDRESSES = 12;

    static ConnectionComplete read(OctetReader in, boolean enhanced) throws MalformedFrameException {
        return new ConnectionComplete(
                in.u8(),
                in.u16le(),
                in.u8(),
                BleAddress.read(in),
                in.bytes(enhanced ? TWO_ADDRESSES : 0),
                in.u16le(),
                in.u16le(),
                in.u16le(),
                in.u8());
    }

    @Override
    public int code() {
        return LE_META;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(privateAddresses.isEmpty() ? SUBEVENT : ENHANCED_SUBEVENT)
                .u8(status)
                .u16le(handle)
                .u8(role);
        peer.write(out);
        out.bytes(privateAddresses)
                .u16le(interval)
                .u16le(latency)
                .u16le(timeout)
                .u8(clock);
    }
}
