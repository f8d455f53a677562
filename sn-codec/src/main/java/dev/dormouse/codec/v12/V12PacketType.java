package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import org.jspecify.annotations.Nullable;

/** The decode table: every MsgType of MQTT-SN 1.2 (§5.2.2) with the reader of its body. */
public enum V12PacketType {
    ADVERTISE(0x00, Advertise::read),
    SEARCHGW(0x01, SearchGw::read),
    GWINFO(0x02, GwInfo::read),
    CONNECT(0x04, Connect::read),
    CONNACK(0x05, ConnAck::read),
    WILLTOPICREQ(0x06, WillTopicReq::read),
    WILLTOPIC(0x07, WillTopic::read),
    WILLMSGREQ(0x08, WillMsgReq::read),
    WILLMSG(0x09, WillMsg::read),
    REGISTER(0x0A, Register::read),
    REGACK(0x0B, RegAck::read),
    PUBLISH(0x0C, Publish::read),
    PUBACK(0x0D, PubAck::read),
    PUBCOMP(0x0E, PubComp::read),
    PUBREC(0x0F, PubRec::read),
    PUBREL(0x10, PubRel::read),
    SUBSCRIBE(0x12, Subscribe::read),
    SUBACK(0x13, SubAck::read),
    UNSUBSCRIBE(0x14, Unsubscribe::read),
    UNSUBACK(0x15, UnsubAck::read),
    PINGREQ(0x16, PingReq::read),
    PINGRESP(0x17, PingResp::read),
    DISCONNECT(0x18, Disconnect::read),
    WILLTOPICUPD(0x1A, WillTopicUpd::read),
    WILLTOPICRESP(0x1B, WillTopicResp::read),
    WILLMSGUPD(0x1C, WillMsgUpd::read),
    WILLMSGRESP(0x1D, WillMsgResp::read);

    private static final @Nullable V12PacketType[] BY_CODE = new @Nullable V12PacketType[256];

    static {
        for (V12PacketType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final BodyReader reader;

    V12PacketType(int code, BodyReader reader) {
        this.code = code;
        this.reader = reader;
    }

    /** The MsgType octet, 0 to 255. */
    public int code() {
        return code;
    }

    /** The type of a MsgType octet, 0 to 255; null when the code is reserved. */
    public static @Nullable V12PacketType ofCode(int code) {
        return BY_CODE[code];
    }

    V12Packet readBody(PacketReader in) throws MalformedPacketException {
        return reader.read(in);
    }

    @FunctionalInterface
    private interface BodyReader {
        V12Packet read(PacketReader in) throws MalformedPacketException;
    }
}
