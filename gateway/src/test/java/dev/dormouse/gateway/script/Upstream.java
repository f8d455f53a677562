package dev.dormouse.gateway.script;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;

/** Short words for what goes to and comes from the MQTT server. Packet identifiers that the gateway chooses are written as 0. */
final class Upstream {
    private Upstream() {}

    // ---- to the server ----

    static ToBroker cleanConnection() {
        return new ToBroker.Connect(true, Duration.ZERO, null);
    }

    static ToBroker cleanConnection(Will will) {
        return new ToBroker.Connect(true, Duration.ZERO, will);
    }

    static ToBroker lastingConnection() {
        return new ToBroker.Connect(false, Duration.ofDays(7), null);
    }

    static ToBroker lastingConnection(Will will) {
        return new ToBroker.Connect(false, Duration.ofDays(7), will);
    }

    /** For a client with a clean session, which the server shall keep if the gateway dies. */
    static ToBroker guardedConnection() {
        return new ToBroker.Connect(true, Duration.ZERO, Duration.ofHours(24), null);
    }

    /** After a restart, for a sleeper with a clean session. */
    static ToBroker sleepersConnection() {
        return new ToBroker.Connect(false, Duration.ZERO, Duration.ofHours(24), null);
    }

    static Will will(String topic, String payload) {
        return new Will(topic, Bytes.ofUtf8(payload), Qos.AT_MOST_ONCE, false);
    }

    static ToBroker farewell() {
        return new ToBroker.Disconnect(null);
    }

    static ToBroker lastWords(Will will) {
        return new ToBroker.Disconnect(will);
    }

    static ToBroker message(String topic, String data, int qos) {
        return new ToBroker.Publish(0, topic, Bytes.ofUtf8(data), Qos.of(qos), false, false);
    }

    static ToBroker retained(String topic, String data, int qos) {
        return new ToBroker.Publish(0, topic, Bytes.ofUtf8(data), Qos.of(qos), true, false);
    }

    static ToBroker repeated(String topic, String data, int qos) {
        return new ToBroker.Publish(0, topic, Bytes.ofUtf8(data), Qos.of(qos), false, true);
    }

    static ToBroker release(int packetId) {
        return new ToBroker.PublishRelease(packetId);
    }

    static ToBroker acknowledgement(int packetId) {
        return new ToBroker.PublishAck(packetId);
    }

    static ToBroker receipt(int packetId) {
        return new ToBroker.PublishReceived(packetId);
    }

    static ToBroker completion(int packetId) {
        return new ToBroker.PublishComplete(packetId);
    }

    static ToBroker subscription(String filter, int qos) {
        return new ToBroker.Subscribe(0, filter, Qos.of(qos));
    }

    static ToBroker unsubscription(String filter) {
        return new ToBroker.Unsubscribe(0, filter);
    }

    // ---- from the server ----

    static FromBroker accepted() {
        return new FromBroker.Connected(false);
    }

    static FromBroker resumed() {
        return new FromBroker.Connected(true);
    }

    static FromBroker refused(ReasonCode reason) {
        return new FromBroker.Refused(reason);
    }

    static FromBroker interrupted() {
        return new FromBroker.Interrupted("the cable was pulled");
    }

    static FromBroker ended(ReasonCode reason) {
        return new FromBroker.Ended(reason);
    }

    static FromBroker delivery(int packetId, String topic, String data, int qos) {
        return new FromBroker.Publish(packetId, topic, Bytes.ofUtf8(data), Qos.of(qos), false, false);
    }

    static FromBroker redelivery(int packetId, String topic, String data, int qos) {
        return new FromBroker.Publish(packetId, topic, Bytes.ofUtf8(data), Qos.of(qos), false, true);
    }

    static FromBroker acked(int packetId) {
        return new FromBroker.PublishAck(packetId, ReasonCode.SUCCESS);
    }

    static FromBroker acked(int packetId, ReasonCode reason) {
        return new FromBroker.PublishAck(packetId, reason);
    }

    static FromBroker received(int packetId) {
        return new FromBroker.PublishReceived(packetId, ReasonCode.SUCCESS);
    }

    static FromBroker received(int packetId, ReasonCode reason) {
        return new FromBroker.PublishReceived(packetId, reason);
    }

    static FromBroker released(int packetId) {
        return new FromBroker.PublishRelease(packetId);
    }

    static FromBroker completed(int packetId) {
        return new FromBroker.PublishComplete(packetId);
    }

    static FromBroker granted(int packetId, int qos) {
        return new FromBroker.SubscribeAck(packetId, ReasonCode.granted(Qos.of(qos)));
    }

    static FromBroker notGranted(int packetId, ReasonCode reason) {
        return new FromBroker.SubscribeAck(packetId, reason);
    }

    static FromBroker unsubscribed(int packetId) {
        return new FromBroker.UnsubscribeAck(packetId);
    }

    // ---- packet identifiers ----

    /** The packet identifier of a request that the gateway chose; 0 for other messages. */
    static int idOf(ToBroker message) {
        if (message instanceof ToBroker.Publish publish) {
            return publish.packetId();
        } else if (message instanceof ToBroker.Subscribe subscribe) {
            return subscribe.packetId();
        }
        return message instanceof ToBroker.Unsubscribe unsubscribe ? unsubscribe.packetId() : 0;
    }

    static ToBroker withoutId(ToBroker message) {
        if (message instanceof ToBroker.Publish p) {
            return new ToBroker.Publish(0, p.topic(), p.payload(), p.qos(), p.retain(), p.duplicate());
        } else if (message instanceof ToBroker.Subscribe subscribe) {
            return new ToBroker.Subscribe(0, subscribe.filter(), subscribe.qos());
        }
        return message instanceof ToBroker.Unsubscribe unsubscribe
                ? new ToBroker.Unsubscribe(0, unsubscribe.filter())
                : message;
    }
}
