package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * What the two ends of a connection say about the connection itself (Bluetooth Core Vol 3 Part A §4).
 *
 * @param code kind of the message
 * @param id by which a response names its request, 1 to 255
 * @param data what follows, of a length of its own
 */
public record Signal(int code, int id, Bytes data) {
    static final int COMMAND_REJECT = 0x01;
    static final int PARAMETER_UPDATE_REQUEST = 0x12;
    static final int PARAMETER_UPDATE_RESPONSE = 0x13;

    /** Those behind it are about channels of a kind that nobody can open here. */
    private static final int LAST_REQUEST = 0x14;

    private static final int NOT_UNDERSTOOD = 0x0000;
    private static final int ACCEPTED = 0x0000;
    private static final int REJECTED = 0x0001;

    static Signal decode(Bytes content) throws MalformedFrameException {
        OctetReader in = new OctetReader(content.toArray());
        Signal signal = new Signal(in.u8(), in.u8(), in.bytes(in.u16le()));
        in.end();
        return signal;
    }

    /** The peer's wish, when this is one. */
    ConnectionParameters parameters() throws MalformedFrameException {
        OctetReader in = new OctetReader(data.toArray());
        ConnectionParameters parameters = ConnectionParameters.read(in);
        in.end();
        return parameters;
    }

    /** Whether an answer is due; the requests have even codes, the responses odd ones. */
    boolean isRequest() {
        return code % 2 == 0 && code <= LAST_REQUEST;
    }

    Signal answer(boolean accepted) {
        return new Signal(PARAMETER_UPDATE_RESPONSE, id, number(accepted ? ACCEPTED : REJECTED));
    }

    Signal notUnderstood() {
        return new Signal(COMMAND_REJECT, id, number(NOT_UNDERSTOOD));
    }

    private static Bytes number(int value) {
        return Bytes.of(new OctetWriter().u16le(value).toArray());
    }

    L2cap packet() {
        OctetWriter out = new OctetWriter().u8(code).u8(id).u16le(data.length()).bytes(data);
        return new L2cap(L2cap.SIGNALLING, Bytes.of(out.toArray()));
    }
}
