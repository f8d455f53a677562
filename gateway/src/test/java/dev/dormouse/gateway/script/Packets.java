package dev.dormouse.gateway.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Datagrams of MQTT-SN 1.2, octet by octet as its section 5.4 draws them, and on purpose not by the gateway's codec. */
final class Packets {
    static final int NORMAL = 0;
    static final int PREDEFINED = 1;
    static final int SHORT = 2;

    private Packets() {}

    // ---- connection and Will ----

    static Packet connect(String clientId) {
        return packet(0x04, new byte[] {0, 1, 0, 60}, utf8(clientId));
    }

    static Packet connack(int code) {
        return packet(0x05, one(code));
    }

    static Packet willTopicReq() {
        return packet(0x06);
    }

    static Packet willTopic(String topic) {
        return packet(0x07, one(0), utf8(topic));
    }

    static Packet emptyWillTopic() {
        return packet(0x07);
    }

    static Packet willMsgReq() {
        return packet(0x08);
    }

    static Packet willMsg(String message) {
        return packet(0x09, utf8(message));
    }

    static Packet willTopicUpd(String topic) {
        return packet(0x1A, one(0), utf8(topic));
    }

    static Packet emptyWillTopicUpd() {
        return packet(0x1A);
    }

    static Packet willTopicResp(int code) {
        return packet(0x1B, one(code));
    }

    static Packet willMsgUpd(String message) {
        return packet(0x1C, utf8(message));
    }

    static Packet willMsgResp(int code) {
        return packet(0x1D, one(code));
    }

    static Packet disconnect() {
        return packet(0x18);
    }

    static Packet sleep(int seconds) {
        return packet(0x18, two(seconds));
    }

    static Packet pingreq() {
        return packet(0x16);
    }

    static Packet pingreq(String clientId) {
        return packet(0x16, utf8(clientId));
    }

    static Packet pingresp() {
        return packet(0x17);
    }

    static Packet searchgw() {
        return searchgw(1);
    }

    static Packet searchgw(int radius) {
        return packet(0x01, one(radius));
    }

    static Packet gwinfo(int gatewayId) {
        return packet(0x02, one(gatewayId));
    }

    static Packet advertise(int gatewayId, int seconds) {
        return packet(0x00, one(gatewayId), two(seconds));
    }

    // ---- topics ----

    static Packet register(int topicId, int msgId, String name) {
        return packet(0x0A, two(topicId), two(msgId), utf8(name));
    }

    static Packet regack(int topicId, int msgId, int code) {
        return packet(0x0B, two(topicId), two(msgId), one(code));
    }

    static Packet subscribe(int msgId, String name) {
        return packet(0x12, one(NORMAL), two(msgId), utf8(name));
    }

    static Packet subscribe(int msgId, int predefined) {
        return packet(0x12, one(PREDEFINED), two(msgId), two(predefined));
    }

    static Packet subscribeShort(int msgId, String name) {
        return packet(0x12, one(SHORT), two(msgId), utf8(name));
    }

    static Packet suback(int qos, int topicId, int msgId, int code) {
        return packet(0x13, one(qos << 5), two(topicId), two(msgId), one(code));
    }

    static Packet unsubscribe(int msgId, String name) {
        return packet(0x14, one(NORMAL), two(msgId), utf8(name));
    }

    static Packet unsubscribe(int msgId, int predefined) {
        return packet(0x14, one(PREDEFINED), two(msgId), two(predefined));
    }

    static Packet unsubscribeShort(int msgId, String name) {
        return packet(0x14, one(SHORT), two(msgId), utf8(name));
    }

    static Packet unsuback(int msgId) {
        return packet(0x15, two(msgId));
    }

    // ---- publishing ----

    static Packet publish(int topicId, int msgId, String data) {
        return packet(0x0C, one(NORMAL), two(topicId), two(msgId), utf8(data));
    }

    static Packet publishPredefined(int topicId, int msgId, String data) {
        return packet(0x0C, one(PREDEFINED), two(topicId), two(msgId), utf8(data));
    }

    static Packet publishShort(String name, int msgId, String data) {
        return packet(0x0C, one(SHORT), utf8(name), two(msgId), utf8(data));
    }

    static Packet puback(int topicId, int msgId, int code) {
        return packet(0x0D, two(topicId), two(msgId), one(code));
    }

    static Packet pubcomp(int msgId) {
        return packet(0x0E, two(msgId));
    }

    static Packet pubrec(int msgId) {
        return packet(0x0F, two(msgId));
    }

    static Packet pubrel(int msgId) {
        return packet(0x10, two(msgId));
    }

    // ---- octets ----

    static Packet packet(int type, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = body.size() + 2;
        if (length < 256) {
            out.write(length);
        } else {
            out.write(1);
            out.writeBytes(two(length + 2));
        }
        out.write(type);
        out.writeBytes(body.toByteArray());
        return Packet.of(out.toByteArray());
    }

    private static byte[] one(int value) {
        return new byte[] {(byte) value};
    }

    private static byte[] two(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
