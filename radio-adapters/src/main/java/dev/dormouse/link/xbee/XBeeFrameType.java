package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import org.jspecify.annotations.Nullable;

/** The kinds of API frames that matter for datagrams: the table by which they are decoded. */
public enum XBeeFrameType {
    TRANSMIT_64(0x00, Transmit64::read),
    TRANSMIT_16(0x01, Transmit16::read),
    AT_COMMAND(0x08, AtCommand::read),
    QUEUED_AT_COMMAND(0x09, QueuedAtCommand::read),
    TRANSMIT_REQUEST(0x10, TransmitRequest::read),
    EXPLICIT_TRANSMIT_REQUEST(0x11, ExplicitTransmitRequest::read),
    RECEIVE_64(0x80, Receive64::read),
    RECEIVE_16(0x81, Receive16::read),
    AT_RESPONSE(0x88, AtResponse::read),
    TRANSMIT_STATUS_154(0x89, TransmitStatus154::read),
    MODEM_STATUS(0x8A, ModemStatus::read),
    TRANSMIT_STATUS(0x8B, TransmitStatus::read),
    RECEIVE_PACKET(0x90, ReceivePacket::read),
    EXPLICIT_RECEIVE_PACKET(0x91, ExplicitReceivePacket::read),
    NODE_IDENTIFICATION(0x95, NodeIdentification::read);

    private static final @Nullable XBeeFrameType[] BY_ID = new XBeeFrameType[256];

    static {
        for (XBeeFrameType type : values()) {
            BY_ID[type.id] = type;
        }
    }

    private final int id;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
    private final Body body;

    XBeeFrameType(int id, Body body) {
        this.id = id;
        this.body = body;
    }

    /** The first octet of such a frame. */
    public int id() {
        return id;
    }

    /** The kind with this first octet, 0 to 255, or null when it is none of these. */
    static @Nullable XBeeFrameType of(int id) {
        return BY_ID[id];
    }

    XBeeFrame read(OctetReader in) throws MalformedFrameException {
        XBeeFrame frame = body.read(in);
        in.end();
        return frame;
    }

    /** Reads what follows the first octet. */
    private interface Body {
        XBeeFrame read(OctetReader in) throws MalformedFrameException;
    }
}
