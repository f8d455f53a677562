package dev.dormouse.gateway.session;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;

/** One message on its way to the client, with what was done about it so far. */
final class Delivery {
    final FromBroker.Publish message;

    /** What the MQTT server knows the message by; 0 when there is nothing to acknowledge (any more). */
    int upstreamId;

    /** What the client knows the message by; 0 until it is sent with QoS 1 or 2. */
    int clientId;

    /** The client may have it already. */
    boolean sentBefore;

    /** The client said that it does not know the topic's alias, and the message is on its second try. */
    boolean secondTry;

    /** The connection on which the server sent it is gone; the server will send it again. */
    boolean awaitsRedelivery;

    Delivery(FromBroker.Publish message) {
        this.message = message;
        this.upstreamId = message.packetId();
    }

    Qos qos() {
        return message.qos();
    }

    /** The client has it or will never get it, and the server was told or will be. */
    boolean settled;

    boolean isSameAs(FromBroker.Publish other) {
        return message.qos() == other.qos()
                && message.topic().equals(other.topic())
                && message.payload().equals(other.payload());
    }

    /** True when what the server sends can be this very message once more. */
    boolean isRepeatedBy(FromBroker.Publish again) {
        return awaitsRedelivery && isSameAs(again);
    }

    /** The server has sent it again, perhaps under another identifier. */
    void renew(int packetId) {
        upstreamId = packetId;
        awaitsRedelivery = false;
    }

    /** What it counts against the limit of the queue. */
    int octets() {
        return message.payload().length() + message.topic().length();
    }

    /** The connection broke on which the server sent it. */
    void awaitRedelivery() {
        if (!settled) {
            awaitsRedelivery = upstreamId != 0;
        }
    }

    /** The server has forgotten it. */
    void forgetUpstream() {
        upstreamId = 0;
        awaitsRedelivery = false;
    }
}
