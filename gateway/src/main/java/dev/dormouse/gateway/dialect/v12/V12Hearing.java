package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.Advertise;
import dev.dormouse.codec.v12.Connect;
import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.GwInfo;
import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.SearchGw;
import dev.dormouse.codec.v12.Subscribe;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.Unsubscribe;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.WillMsg;
import dev.dormouse.codec.v12.WillMsgUpd;
import dev.dormouse.codec.v12.WillTopic;
import dev.dormouse.codec.v12.WillTopicUpd;
import dev.dormouse.gateway.message.FromAnyone;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a packet of 1.2 means when a client sends it. */
final class V12Hearing {
    private static final int PROTOCOL_ID = 0x01;
    private static final int QOS_MINUS_ONE = 3;

    private final NamesAtQosMinusOne names;

    V12Hearing(NamesAtQosMinusOne names) {
        this.names = names;
    }

    /** What a topic id of the normal type means with QoS −1: nothing by the specification, the length of a name in front of the data by Paho's. */
    enum NamesAtQosMinusOne {
        MALFORMED,
        UNDERSTOOD
    }

    Heard of(V12Packet packet) throws MalformedPacketException {
        return switch (packet.type()) {
            case CONNECT -> connect((Connect) packet);
            case WILLTOPIC -> willTopic((WillTopic) packet);
            case WILLMSG -> new FromClient.WillMessage(((WillMsg) packet).message());
            case WILLTOPICUPD -> willTopicUpdate((WillTopicUpd) packet);
            case WILLMSGUPD -> new FromClient.WillMessageUpdate(((WillMsgUpd) packet).message());
            case REGISTER -> register((Register) packet);
            case REGACK -> registerAck((RegAck) packet);
            case PUBLISH -> publish((Publish) packet);
            case PUBACK -> publishAck((PubAck) packet);
            case PUBREC -> new FromClient.PublishReceived(((PubRec) packet).msgId());
            case PUBREL -> new FromClient.PublishRelease(((PubRel) packet).msgId());
            case PUBCOMP -> new FromClient.PublishComplete(((PubComp) packet).msgId());
            case SUBSCRIBE -> subscribe((Subscribe) packet);
            case UNSUBSCRIBE -> unsubscribe((Unsubscribe) packet);
            case PINGREQ -> new FromClient.Ping(((PingReq) packet).clientId());
            case PINGRESP -> new FromClient.PingResponse();
            case DISCONNECT -> disconnect((Disconnect) packet);
            case SEARCHGW -> new FromAnyone.SearchGateway(((SearchGw) packet).radius());
            case ADVERTISE -> new FromAnyone.GatewayKnown(((Advertise) packet).gwId());
            case GWINFO -> new FromAnyone.GatewayKnown(((GwInfo) packet).gwId());
            case CONNACK, WILLTOPICREQ, WILLMSGREQ, WILLTOPICRESP, WILLMSGRESP, SUBACK, UNSUBACK ->
                throw new MalformedPacketException("MsgType", packet.type() + " is not for a gateway");
        };
    }

    private static FromClient connect(Connect packet) {
        if (packet.protocolId() != PROTOCOL_ID) {
            return new FromClient.Unacceptable(new ToClient.ConnectAck(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION));
        }
        return new FromClient.Connect(
                packet.clientId(),
                packet.cleanSession(),
                !packet.cleanSession(),
                packet.will(),
                Duration.ofSeconds(packet.duration()));
    }

    /** A Will QoS of 0b11 is refused like a Will topic that is none (I-7). */
    private static FromClient willTopic(WillTopic packet) {
        return isQos(packet.qos())
                ? new FromClient.WillTopic(packet.topic(), Qos.of(packet.qos()), packet.retain())
                : new FromClient.WillTopic(Bytes.EMPTY, Qos.AT_MOST_ONCE, false);
    }

    private static FromClient willTopicUpdate(WillTopicUpd packet) {
        return isQos(packet.qos())
                ? new FromClient.WillTopicUpdate(packet.topic(), Qos.of(packet.qos()), packet.retain())
                : new FromClient.WillTopicUpdate(Bytes.EMPTY, Qos.AT_MOST_ONCE, false);
    }

    private static boolean isQos(int bits) {
        return bits != QOS_MINUS_ONE;
    }

    private static FromClient register(Register packet) {
        return new FromClient.Register(packet.msgId(), packet.topicName());
    }

    private static FromClient registerAck(RegAck packet) {
        return new FromClient.RegisterAck(packet.msgId(), V12Reasons.heard(packet.returnCode()));
    }

    private Heard publish(Publish packet) throws MalformedPacketException {
        TopicRef topic = topicOf(packet);
        if (isQos(packet.qos())) {
            return new FromClient.Publish(
                    packet.msgId(), topic, packet.data(), Qos.of(packet.qos()), packet.retain(), packet.dup());
        }
        if (topic instanceof TopicRef.Predefined || topic instanceof TopicRef.ShortName) {
            return new FromAnyone.PublishWithoutSession(topic, packet.data(), packet.retain());
        }
        if (names == NamesAtQosMinusOne.UNDERSTOOD && topic instanceof TopicRef.Alias length) {
            return publishWithName(packet, length.value());
        }
        throw new MalformedPacketException("TopicIdType", packet.topicIdType() + " has no meaning with QoS -1");
    }

    private static Heard publishWithName(Publish packet, int length) throws MalformedPacketException {
        byte[] data = packet.data().toArray();
        if (length > data.length) {
            throw new MalformedPacketException("TopicId", "a name of " + length + " octets in " + data.length);
        }
        Bytes name = Bytes.of(Arrays.copyOf(data, length));
        Bytes payload = Bytes.of(Arrays.copyOfRange(data, length, data.length));
        return new FromAnyone.PublishWithoutSession(new TopicRef.Name(name), payload, packet.retain());
    }

    private static TopicRef topicOf(Publish packet) {
        int id = packet.topicId();
        return switch (packet.topicIdType()) {
            case NORMAL -> new TopicRef.Alias(id);
            case PREDEFINED -> new TopicRef.Predefined(id);
            case SHORT -> new TopicRef.ShortName(Bytes.of((byte) (id >> 8), (byte) id));
            case RESERVED -> new TopicRef.Reserved(id);
        };
    }

    private static FromClient publishAck(PubAck packet) {
        return new FromClient.PublishAck(
                new TopicRef.Alias(packet.topicId()), packet.msgId(), V12Reasons.heard(packet.returnCode()));
    }

    private static FromClient subscribe(Subscribe packet) {
        TopicRef topic = topicOf(packet.topicIdType(), packet.topic());
        if (topic == null || !isQos(packet.qos())) {
            return new FromClient.Unacceptable(
                    new ToClient.SubscribeAck(0, packet.msgId(), ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR));
        }
        return new FromClient.Subscribe(packet.msgId(), topic, Qos.of(packet.qos()));
    }

    /** UNSUBACK cannot say no, so the reserved type is dropped (I-6). */
    private static FromClient unsubscribe(Unsubscribe packet) throws MalformedPacketException {
        TopicRef topic = topicOf(packet.topicIdType(), packet.topic());
        if (topic == null) {
            throw new MalformedPacketException("TopicIdType", "is reserved");
        }
        return new FromClient.Unsubscribe(packet.msgId(), topic);
    }

    private static @Nullable TopicRef topicOf(TopicIdType type, Bytes topic) {
        return switch (type) {
            case NORMAL -> new TopicRef.Name(topic);
            case PREDEFINED -> new TopicRef.Predefined(topic.at(0) << 8 | topic.at(1));
            case SHORT -> new TopicRef.ShortName(topic);
            case RESERVED -> null;
        };
    }

    /** A duration of 0 says nothing (I-27). */
    private static FromClient disconnect(Disconnect packet) {
        Integer seconds = packet.duration();
        return new FromClient.Disconnect(seconds == null || seconds == 0 ? null : Duration.ofSeconds(seconds));
    }
}
