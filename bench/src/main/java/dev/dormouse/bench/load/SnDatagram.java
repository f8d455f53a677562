package dev.dormouse.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Writes the messages of a device, MQTT-SN 1.2 §5.4, all of them with the one-octet Length. */
final class SnDatagram {
    static final int DUP = 0x80;
    static final int FLAGS_AT = 2;

    private static final int CLEAN_SESSION = 0x04;
    private static final int PROTOCOL_ID = 1;
    private static final int KEEP_ALIVE_SECONDS = 3600;
    private static final int QOS_SHIFT = 5;
    private static final int LONGEST = 255;

    private SnDatagram() {}

    static byte[] connect(String clientId) {
        return connect(clientId, true);
    }

    static byte[] connect(String clientId, boolean clean) {
        byte[] id = clientId.getBytes(UTF_8);
        return begin(SnType.CONNECT, 4 + id.length)
                .put((byte) (clean ? CLEAN_SESSION : 0))
                .put((byte) PROTOCOL_ID)
                .putShort((short) KEEP_ALIVE_SECONDS)
                .put(id)
                .array();
    }

    static byte[] register(int msgId, String topic) {
        byte[] name = topic.getBytes(UTF_8);
        return begin(SnType.REGISTER, 4 + name.length)
                .putShort((short) 0)
                .putShort((short) msgId)
                .put(name)
                .array();
    }

    static byte[] subscribe(int msgId, int qos, String topic) {
        byte[] name = topic.getBytes(UTF_8);
        return begin(SnType.SUBSCRIBE, 3 + name.length)
                .put((byte) (qos << QOS_SHIFT))
                .putShort((short) msgId)
                .put(name)
                .array();
    }

    static byte[] publish(int msgId, int qos, int topicId, byte[] payload) {
        return begin(SnType.PUBLISH, 5 + payload.length)
                .put((byte) (qos << QOS_SHIFT))
                .putShort((short) topicId)
                .putShort((short) msgId)
                .put(payload)
                .array();
    }

    static byte[] pubRel(int msgId) {
        return begin(SnType.PUBREL, 2).putShort((short) msgId).array();
    }

    /** DISCONNECT of a device that means to sleep. */
    static byte[] sleep(int seconds) {
        return begin(SnType.DISCONNECT, 2).putShort((short) seconds).array();
    }

    /** PINGREQ of a device that wakes. */
    static byte[] wake(String clientId) {
        byte[] id = clientId.getBytes(UTF_8);
        return begin(SnType.PINGREQ, id.length).put(id).array();
    }

    /** REGACK or PUBACK that accepts. */
    static byte[] accept(SnType type, int topicId, int msgId) {
        return begin(type, 5)
                .putShort((short) topicId)
                .putShort((short) msgId)
                .put((byte) 0)
                .array();
    }

    /** A message of nothing but its type. */
    static byte[] empty(SnType type) {
        return begin(type, 0).array();
    }

    private static ByteBuffer begin(SnType type, int bodyLength) {
        int length = 2 + bodyLength;
        if (length > LONGEST) {
            throw new IllegalArgumentException(type + " of " + length + " octets is too long");
        }
        return ByteBuffer.allocate(length).put((byte) length).put(type.code());
    }
}
