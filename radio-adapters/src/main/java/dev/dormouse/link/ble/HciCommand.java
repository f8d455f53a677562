package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * A command of the host to the controller (Bluetooth Core Vol 4 Part E §7).
 *
 * @param parameters as they stand on the line, at most 255 octets
 */
public record HciCommand(Opcode opcode, Bytes parameters) implements HciPacket {
    /** Disconnection_Complete, Hardware_Error, Data_Buffer_Overflow and LE_Meta; the answers to commands are always told. */
    private static final long EVENTS = 1L << 4 | 1L << 15 | 1L << 25 | 1L << 61;

    /** Connection_Complete, Advertising_Report and Connection_Update_Complete. */
    private static final long LE_EVENTS = 0b111;

    /** 60 ms and 30 ms, in units of 625 µs. */
    private static final int SCAN_INTERVAL = 96;

    private static final int SCAN_WINDOW = 48;
    private static final int RANDOM_ADDRESS = 1;
    private static final int LONGEST_AIR_PACKET = 251;

    /** How long the longest packet takes on the air, µs. */
    private static final int LONGEST_AIR_TIME = 2120;

    private static final int REMOTE_USER_TERMINATED = 0x13;

    static HciCommand reset() {
        return plain(Opcode.RESET);
    }

    /** A command without parameters. */
    static HciCommand plain(Opcode opcode) {
        return new HciCommand(opcode, Bytes.EMPTY);
    }

    static HciCommand setEventMask() {
        return of(Opcode.SET_EVENT_MASK, new OctetWriter().u64le(EVENTS));
    }

    static HciCommand leSetEventMask() {
        return of(Opcode.LE_SET_EVENT_MASK, new OctetWriter().u64le(LE_EVENTS));
    }

    static HciCommand leSetRandomAddress(BleAddress own) {
        return of(Opcode.LE_SET_RANDOM_ADDRESS, new OctetWriter().u48le(own.value()));
    }

    /** Asks new connections to begin with the longest packets both sides can have. */
    static HciCommand leSuggestLongestPackets() {
        return of(
                Opcode.LE_WRITE_SUGGESTED_DATA_LENGTH,
                new OctetWriter().u16le(LONGEST_AIR_PACKET).u16le(LONGEST_AIR_TIME));
    }

    /**
     * How to scan.
     *
     * @param active whether devices are asked for what they say only when asked, such as their name
     */
    static HciCommand leSetScanParameters(boolean active) {
        return of(
                Opcode.LE_SET_SCAN_PARAMETERS,
                new OctetWriter()
                        .u8(active ? 1 : 0)
                        .u16le(SCAN_INTERVAL)
                        .u16le(SCAN_WINDOW)
                        .u8(RANDOM_ADDRESS)
                        .u8(0));
    }

    /** Scans from now on, or no more; {@code everyReport} tells each advertisement again and again. */
    static HciCommand leSetScanEnable(boolean on, boolean everyReport) {
        return of(Opcode.LE_SET_SCAN_ENABLE, new OctetWriter().u8(on ? 1 : 0).u8(everyReport ? 0 : 1));
    }

    static HciCommand leCreateConnection(BleAddress peer) {
        OctetWriter out =
                new OctetWriter().u16le(SCAN_INTERVAL).u16le(SCAN_INTERVAL).u8(0);
        peer.write(out);
        out.u8(RANDOM_ADDRESS);
        ConnectionParameters.USUAL.write(out);
        return of(Opcode.LE_CREATE_CONNECTION, out.u16le(0).u16le(0));
    }

    static HciCommand leConnectionUpdate(int handle, ConnectionParameters parameters) {
        OctetWriter out = new OctetWriter().u16le(handle);
        parameters.write(out);
        return of(Opcode.LE_CONNECTION_UPDATE, out.u16le(0).u16le(0));
    }

    static HciCommand disconnect(int handle) {
        return of(Opcode.DISCONNECT, new OctetWriter().u16le(handle).u8(REMOTE_USER_TERMINATED));
    }

    private static HciCommand of(Opcode opcode, OctetWriter parameters) {
        return new HciCommand(opcode, Bytes.of(parameters.toArray()));
    }

    static HciCommand read(OctetReader in) throws MalformedFrameException {
        int code = in.u16le();
        Opcode opcode = Opcode.of(code);
        if (opcode == null) {
            throw new MalformedFrameException("no command of this host: " + Opcode.text(code));
        }
        return new HciCommand(opcode, in.bytes(in.u8()));
    }

    @Override
    public int indicator() {
        return H4.COMMAND;
    }

    @Override
    public void write(OctetWriter out) {
        out.u16le(opcode.code()).u8(parameters.length()).bytes(parameters);
    }

    @Override
    public String toString() {
        return opcode + (parameters.isEmpty() ? "" : " " + parameters.toHex());
    }
}
