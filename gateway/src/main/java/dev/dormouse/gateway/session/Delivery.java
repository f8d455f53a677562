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

    /** True when the server's repetition is this very message. */
    boolean isRepeatedBy(FromBroker.Publish again) {
        return awaitsRedelivery
                && upstreamId == again.packetId()
                && message.topic().equals(again.topic())
                && message.payload().equals(again.payload());
    }

    /** What it counts against the limit of the queue. */
    int octets() {
        return message.payload().length() + message.topic().length();
    }

    /** The connection broke on which the server sent it. */
    void awaitRedelivery() {
        awaitsRedelivery = upstreamId != 0;
    }

    /** The server has forgotten it. */
    void forgetUpstream() {
        upstreamId = 0;
        awaitsRedelivery = false;
    }
}
