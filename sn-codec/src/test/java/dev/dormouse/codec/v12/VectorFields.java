package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The packet that the decoded fields of a vector describe. */
final class VectorFields {
    private final JSONObject fields;

    private VectorFields(JSONObject fields) {
        this.fields = fields;
    }

    static V12Packet packet(JSONObject fields) {
        return new VectorFields(fields).packet();
    }

    private V12Packet packet() {
        return switch (V12PacketType.valueOf(fields.getString("type"))) {
            case ADVERTISE -> new Advertise(number("gwId"), number("duration"));
            case SEARCHGW -> new SearchGw(number("radius"));
            case GWINFO -> new GwInfo(number("gwId"), Bytes.ofHex(fields.optString("gwAdd")));
            case CONNECT ->
                new Connect(
                        fields.getBoolean("will"),
                        fields.getBoolean("cleanSession"),
                        number("protocolId"),
                        number("duration"),
                        text("clientId"));
            case CONNACK -> new ConnAck(returnCode());
            case WILLTOPICREQ -> new WillTopicReq();
            case WILLTOPIC -> new WillTopic(optionalQos(), fields.optBoolean("retain"), willTopic());
            case WILLMSGREQ -> new WillMsgReq();
            case WILLMSG -> new WillMsg(Bytes.ofHex(fields.getString("willMsg")));
            case REGISTER -> new Register(number("topicId"), number("msgId"), text("topicName"));
            case REGACK -> new RegAck(number("topicId"), number("msgId"), returnCode());
            case PUBLISH -> publish();
            case PUBACK -> new PubAck(number("topicId"), number("msgId"), returnCode());
            case PUBCOMP -> new PubComp(number("msgId"));
            case PUBREC -> new PubRec(number("msgId"));
            case PUBREL -> new PubRel(number("msgId"));
            case SUBSCRIBE -> new Subscribe(fields.optBoolean("dup"), qos(), topicIdType(), number("msgId"), topic());
            case SUBACK -> new SubAck(qos(), number("topicId"), number("msgId"), returnCode());
            case UNSUBSCRIBE -> new Unsubscribe(topicIdType(), number("msgId"), topic());
            case UNSUBACK -> new UnsubAck(number("msgId"));
            case PINGREQ -> new PingReq(fields.has("clientId") ? text("clientId") : null);
            case PINGRESP -> new PingResp();
            case DISCONNECT -> new Disconnect(fields.has("duration") ? (Integer) number("duration") : null);
            case WILLTOPICUPD -> new WillTopicUpd(optionalQos(), fields.optBoolean("retain"), willTopic());
            case WILLTOPICRESP -> new WillTopicResp(returnCode());
            case WILLMSGUPD -> new WillMsgUpd(Bytes.ofHex(fields.getString("willMsg")));
            case WILLMSGRESP -> new WillMsgResp(returnCode());
        };
    }

    private Publish publish() {
        return new Publish(
                bitOfFlags("dup", 0x80),
                qos(),
                bitOfFlags("retain", 0x10),
                topicIdType(),
                fields.has("topicName") ? pair(text("topicName")) : number("topicId"),
                number("msgId"),
                data());
    }

    /** A few vectors leave out what their Flags octet says. */
    private boolean bitOfFlags(String key, int bit) {
        return fields.has(key) ? fields.getBoolean(key) : (number("flags") & bit) != 0;
    }

    private Bytes data() {
        if (fields.has("data")) {
            return Bytes.ofHex(fields.getString("data"));
        }
        byte[] octets = new byte[number("dataLength")];
        Arrays.fill(octets, HexFormat.of().parseHex(fields.getString("dataOctet"))[0]);
        return Bytes.of(octets);
    }

    private @Nullable Bytes willTopic() {
        return fields.optBoolean("empty") ? null : text("willTopic");
    }

    private Bytes topic() {
        if (fields.has("topicName")) {
            return text("topicName");
        }
        return Bytes.of((byte) (number("topicId") >> 8), (byte) number("topicId"));
    }

    private int optionalQos() {
        return fields.has("qos") ? qos() : 0;
    }

    private int qos() {
        return number("qos") & 0b11;
    }

    private TopicIdType topicIdType() {
        return TopicIdType.valueOf(fields.getString("topicIdType").toUpperCase(Locale.ROOT));
    }

    private ReturnCode returnCode() {
        return ReturnCode.of(number("returnCode"));
    }

    private int number(String key) {
        return fields.getInt(key);
    }

    private Bytes text(String key) {
        return Bytes.ofUtf8(fields.getString(key));
    }

    private static int pair(Bytes name) {
        return name.at(0) << 8 | name.at(1);
    }
}
