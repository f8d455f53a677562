package dev.dormouse.bench.load;

import java.nio.ByteBuffer;

/** The message types of MQTT-SN 1.2 that the load needs (§5.2.2), with the places of their fields in a short message. */
enum SnType {
    CONNECT(0x04, -1, -1),
    CONNACK(0x05, -1, 2),
    REGISTER(0x0A, 4, -1),
    REGACK(0x0B, 4, 6),
    PUBLISH(0x0C, 5, -1),
    PUBACK(0x0D, 4, 6),
    PUBCOMP(0x0E, 2, -1),
    PUBREC(0x0F, 2, -1),
    PUBREL(0x10, 2, -1),
    SUBSCRIBE(0x12, 3, -1),
    SUBACK(0x13, 5, 7),
    PINGREQ(0x16, -1, -1),
    PINGRESP(0x17, -1, -1),
    DISCONNECT(0x18, -1, -1);

    static final int NO_MSG_ID = -1;

    private final int code;
    private final int msgIdAt;
    private final int returnCodeAt;

    SnType(int code, int msgIdAt, int returnCodeAt) {
        this.code = code;
        this.msgIdAt = msgIdAt;
        this.returnCodeAt = returnCodeAt;
    }

    byte code() {
        return (byte) code;
    }

    /** Whether the datagram is of this type and long enough for its fixed fields. */
    boolean is(ByteBuffer datagram) {
        return datagram.get(1) == code && datagram.limit() > Math.max(msgIdAt + 1, returnCodeAt);
    }

    /** MsgId of a datagram of this type, {@link #NO_MSG_ID} if it has none. */
    int msgId(ByteBuffer datagram) {
        return msgIdAt < 0 ? NO_MSG_ID : Short.toUnsignedInt(datagram.getShort(msgIdAt));
    }

    /** ReturnCode of a datagram of this type, 0 (accepted) if it has none. */
    int returnCode(ByteBuffer datagram) {
        return returnCodeAt < 0 ? 0 : datagram.get(returnCodeAt);
    }
}
