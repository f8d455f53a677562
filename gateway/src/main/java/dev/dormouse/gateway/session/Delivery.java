package dev.dormouse.gateway.session;

import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One message on its way to the client, with what was done about it so far. */
final class Delivery {
    /** What a message without payload and name costs in memory, about. */
    private static final int OVERHEAD = 200;

    final FromBroker.Publish message;

    /** What the MQTT server knows the message by; 0 when there is nothing to acknowledge (any more). */
    int upstreamId;

    /** What the client knows the message by; 0 until it is sent with QoS 1 or 2. */
    int clientId;

    /** The client may have it already. */
    boolean sentBefore;

    /** The client said that it does not know the topic's alias, and the message is on its second try. */
    boolean secondTry;

    /** How far the exchange of a QoS 2 message with the client has come; null when none is open. */
    SessionChange.@Nullable Progress progress;

    /** It is written down by which identifier the client knows it, so it may be sent. */
    boolean durable;

    /** The connection on which the server sent it is gone; the server will send it again. */
    boolean awaitsRedelivery;

    /** What the operator wants for its topic; null when that is nothing. */
    final @Nullable QueueRule rule;

    /** When it is not to be delivered any more, by the loop's clock; meaningful only if {@link #expires}. */
    final long expiryNanos;

    final boolean expires;

    /**
     * A message that has just arrived.
     *
     * @param nowNanos by the loop's clock
     */
    Delivery(FromBroker.Publish message, @Nullable QueueRule rule, long nowNanos) {
        this.message = message;
        this.upstreamId = message.packetId();
        this.rule = rule;
        Duration life = life(message.expiry(), rule == null ? Duration.ZERO : rule.timeToLive());
        this.expires = life != null;
        this.expiryNanos = life == null ? 0 : nowNanos + life.toNanos();
    }

    /** A QoS 2 message of before a restart, of which the client may have heard, and which the server may send again. */
    static Delivery restored(SessionChange.DeliveryOpened kept, ClientSession session) {
        Delivery delivery = new Delivery(
                new FromBroker.Publish(
                        kept.upstreamId(), kept.topic(), kept.payload(), Qos.EXACTLY_ONCE, kept.retain(), true),
                session.settings().queueRules().of(kept.topic()),
                session.loop().nanoTime());
        delivery.clientId = kept.packetId();
        delivery.sentBefore = true;
        delivery.durable = true;
        delivery.awaitRedelivery();
        delivery.settled = kept.progress() != SessionChange.Progress.SENT;
        return delivery;
    }

    /** The shorter of what the sender and the rule allow; null: forever. */
    private static @Nullable Duration life(@Nullable Duration expiry, Duration timeToLive) {
        if (timeToLive.isZero() || (expiry != null && expiry.compareTo(timeToLive) < 0)) {
            return expiry;
        }
        return timeToLive;
    }

    /** True when it is too late to begin with it; the client may know of one that was sent before, so that is finished. */
    boolean isExpired(long nowNanos) {
        return expires && !sentBefore && nowNanos - expiryNanos >= 0;
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

    /** What it counts against the limit of the client's queue. */
    int octets() {
        return message.payload().length() + message.topic().length();
    }

    /** What it counts against the limit of the gateway: the objects that carry it, too. */
    int weight() {
        return octets() + OVERHEAD;
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
