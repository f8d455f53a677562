package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.stored.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that became different about a session. Each replaces an earlier one about the same thing. */
public sealed interface SessionChange {
    /**
     * How the session stands; a session without this is none.
     *
     * @param persistent it outlives its connection (1.2: CleanSession not set)
     * @param connection the number of its present or last connection, 0 to 2³¹ − 1
     * @param keepAlive as the client promised in CONNECT; zero: no supervision
     * @param promised how long the client means to sleep; zero unless asleep
     * @param until when the client is lost (asleep) or the session is over (away), by wall clock in whole milliseconds; tolerances
     *     are in it. Without meaning while active.
     * @param binding null: the client has no address
     */
    record Standing(
            boolean persistent,
            int connection,
            Duration keepAlive,
            Stage stage,
            Duration promised,
            Instant until,
            @Nullable Binding binding)
            implements SessionChange {
        /** The same without an address. */
        public Standing nowhere() {
            return new Standing(persistent, connection, keepAlive, stage, promised, until, null);
        }
    }

    /** What the client does. */
    enum Stage {
        AWAY,
        ACTIVE,
        ASLEEP
    }

    /**
     * A name has this number.
     *
     * @param number 1 to 65534
     * @param knownIn the connection in which the client has learnt the number; −1: it may not know it
     */
    record Alias(int number, String name, int knownIn) implements SessionChange {}

    /**
     * The client has a subscription.
     *
     * @param form the way the client named it
     * @param qos as granted
     */
    record Subscribed(String filter, TopicRef form, Qos qos) implements SessionChange {}

    record Unsubscribed(String filter) implements SessionChange {}

    /** The client's Will; null: it has none. */
    record Will(dev.dormouse.uplink.@Nullable Will will) implements SessionChange {}

    /**
     * A QoS 2 message of the client is on its way to the MQTT server (I-45).
     *
     * @param packetId the client's, 0 to 65535
     * @param upstreamId ours towards the server, 1 to 65535
     */
    record ExchangeOpened(int packetId, int upstreamId, TopicRef topic) implements SessionChange {}

    /** A message for the client was taken over from the MQTT server. */
    record MessageKept(StoredMessage message) implements SessionChange {}

    /** The client has that message, or will never get it. */
    record MessageTaken(long number) implements SessionChange {}

    /**
     * A QoS 2 message has come from the MQTT server, which has not released it.
     *
     * @param packetId the server's, 1 to 65535
     */
    record ReceiptHeld(int packetId) implements SessionChange {}

    /** The server has released it. */
    record ReceiptReleased(int packetId) implements SessionChange {}

    /**
     * The MQTT server has a QoS 2 message of the client, which may still repeat it.
     *
     * @param packetId ours towards the server, 1 to 65535
     * @param completed the server is done with it
     */
    record PublicationReceived(int packetId, boolean completed) implements SessionChange {}

    /** The client is done with that message, too. */
    record PublicationClosed(int packetId) implements SessionChange {}

    /** The client has got PUBCOMP, or gave up. */
    record ExchangeClosed(int packetId) implements SessionChange {}

    /**
     * The client may have heard of a QoS 2 message of the MQTT server (D-17).
     *
     * @param packetId ours towards the client, 1 to 65535
     * @param upstreamId the server's, 0 to 65535; 0: the server has let go of it
     */
    record DeliveryOpened(int packetId, int upstreamId, Progress progress, String topic, Bytes payload, boolean retain)
            implements SessionChange {}

    /** How far a QoS 2 message has come with the client. */
    enum Progress {
        /** PUBLISH was or will be sent. */
        SENT,
        /** PUBREC has come. */
        RECEIVED,
        /** The client has let go of the identifier. */
        COMPLETED
    }

    /** Neither side remembers the message. */
    record DeliveryClosed(int packetId) implements SessionChange {}
}
