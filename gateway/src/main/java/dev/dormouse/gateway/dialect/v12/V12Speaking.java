package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.PingResp;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.SubAck;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.UnsubAck;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.WillMsgReq;
import dev.dormouse.codec.v12.WillMsgResp;
import dev.dormouse.codec.v12.WillTopicReq;
import dev.dormouse.codec.v12.WillTopicResp;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.uplink.ReasonCode;
import org.jspecify.annotations.Nullable;

/** By which packet of 1.2 a client is told something. */
final class V12Speaking implements ToClient.Handler {
    private @Nullable V12Packet packet;

    private V12Speaking() {}

    static V12Packet packetFor(ToClient message) {
        V12Speaking speaking = new V12Speaking();
        message.deliverTo(speaking);
        V12Packet packet = speaking.packet;
        if (packet == null) {
            throw new IllegalStateException("no packet for " + message);
        }
        return packet;
    }

    @Override
    public void onConnectAck(ToClient.ConnectAck ack) {
        packet = new ConnAck(V12Reasons.plain(ack.reason()));
    }

    @Override
    public void onWillTopicRequest(ToClient.WillTopicRequest request) {
        packet = new WillTopicReq();
    }

    @Override
    public void onWillMessageRequest(ToClient.WillMessageRequest request) {
        packet = new WillMsgReq();
    }

    @Override
    public void onWillTopicUpdated(ToClient.WillTopicUpdated updated) {
        packet = new WillTopicResp(V12Reasons.plain(updated.reason()));
    }

    @Override
    public void onWillMessageUpdated(ToClient.WillMessageUpdated updated) {
        packet = new WillMsgResp(V12Reasons.plain(updated.reason()));
    }

    @Override
    public void onRegister(ToClient.Register register) {
        packet = new Register(register.alias(), register.packetId(), Bytes.ofUtf8(register.topicName()));
    }

    @Override
    public void onRegisterAck(ToClient.RegisterAck ack) {
        packet = new RegAck(ack.alias(), ack.packetId(), V12Reasons.plain(ack.reason()));
    }

    @Override
    public void onPublish(ToClient.Publish publish) {
        packet = new Publish(
                publish.duplicate(),
                publish.qos().level(),
                publish.retain(),
                typeOf(publish.topic()),
                numberOf(publish.topic()),
                publish.packetId(),
                publish.payload());
    }

    @Override
    public void onPublishAck(ToClient.PublishAck ack) {
        packet = new PubAck(numberOf(ack.topic()), ack.packetId(), V12Reasons.ofPublish(ack.reason()));
    }

    @Override
    public void onPublishReceived(ToClient.PublishReceived received) {
        packet = new PubRec(received.packetId());
    }

    @Override
    public void onPublishRelease(ToClient.PublishRelease release) {
        packet = new PubRel(release.packetId());
    }

    @Override
    public void onPublishComplete(ToClient.PublishComplete complete) {
        packet = new PubComp(complete.packetId());
    }

    @Override
    public void onSubscribeAck(ToClient.SubscribeAck ack) {
        ReasonCode reason = ack.reason();
        int granted = reason.isRefusal() ? 0 : reason.value();
        packet = new SubAck(granted, ack.alias(), ack.packetId(), V12Reasons.ofSubscribe(reason));
    }

    @Override
    public void onUnsubscribeAck(ToClient.UnsubscribeAck ack) {
        packet = new UnsubAck(ack.packetId());
    }

    @Override
    public void onPingResponse(ToClient.PingResponse response) {
        packet = new PingResp();
    }

    @Override
    public void onDisconnect(ToClient.Disconnect disconnect) {
        packet = new Disconnect(null);
    }

    private static TopicIdType typeOf(TopicRef topic) {
        if (topic instanceof TopicRef.Alias) {
            return TopicIdType.NORMAL;
        }
        return topic instanceof TopicRef.Predefined ? TopicIdType.PREDEFINED : TopicIdType.SHORT;
    }

    private static int numberOf(TopicRef topic) {
        if (topic instanceof TopicRef.Alias alias) {
            return alias.value();
        }
        if (topic instanceof TopicRef.Predefined predefined) {
            return predefined.value();
        }
        if (topic instanceof TopicRef.Reserved reserved) {
            return reserved.value();
        }
        if (topic instanceof TopicRef.ShortName name) {
            return name.octets().at(0) << 8 | name.octets().at(1);
        }
        throw new IllegalArgumentException("1.2 cannot name " + topic + " in the place of a number");
    }
}
