package dev.dormouse.uplink;

import dev.dormouse.codec.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a session says to the MQTT server. Packet identifiers are the session's own (1 to 65535; 0 where QoS 0 needs none) and come
 * back in the answers.
 */
public sealed interface ToBroker {
    void deliverTo(Handler handler);

    /**
     * The first message on an uplink (MQTT 5 §3.1).
     *
     * @param cleanStart discard what the server remembers of this client
     * @param sessionExpiry how long the server keeps the session after a {@link Disconnect}; zero: it ends with the connection
     * @param outageExpiry how long it keeps the session when the connection breaks or the program ends, not less than {@code
     *     sessionExpiry}; MQTT 5 only, otherwise the same
     * @param will what the server publishes when the connection breaks
     */
    record Connect(
            boolean cleanStart,
            Duration sessionExpiry,
            Duration outageExpiry,
            @Nullable Will will) implements ToBroker {
        /** Makes no difference between a farewell and an outage. */
        public Connect(boolean cleanStart, Duration sessionExpiry, @Nullable Will will) {
            this(cleanStart, sessionExpiry, sessionExpiry, will);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.onConnect(this);
        }
    }

    /**
     * A message of the client for the world.
     *
     * @param duplicate this packet identifier was used for the same message on an earlier connection of the session
     */
    record Publish(int packetId, String topic, Bytes payload, Qos qos, boolean retain, boolean duplicate)
            implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublish(this);
        }
    }

    /** PUBREL for a QoS 2 message that the session published. */
    record PublishRelease(int packetId) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishRelease(this);
        }
    }

    /** PUBACK for a QoS 1 message that the server published. */
    record PublishAck(int packetId) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishAck(this);
        }
    }

    /** PUBREC for a QoS 2 message that the server published. */
    record PublishReceived(int packetId) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishReceived(this);
        }
    }

    /** PUBCOMP for a QoS 2 message that the server published. */
    record PublishComplete(int packetId) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishComplete(this);
        }
    }

    /**
     * A topic filter that the client wants to hear of.
     *
     * @param identifier comes back with each message that this subscription brings (MQTT 5 §3.8.2.1.2), 1 to 268 435 455; 0: none.
     *     Left out where the server does not know of such identifiers.
     */
    record Subscribe(int packetId, String filter, Qos qos, int identifier) implements ToBroker {
        /** A subscription without an identifier. */
        public Subscribe(int packetId, String filter, Qos qos) {
            this(packetId, filter, qos, 0);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.onSubscribe(this);
        }
    }

    record Unsubscribe(int packetId, String filter) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onUnsubscribe(this);
        }
    }

    /**
     * The last message on an uplink, which is never heard of again.
     *
     * @param lastWords published, with its QoS, before a normal DISCONNECT; the Will that the server holds is discarded. Null: a
     *     plain normal DISCONNECT.
     */
    record Disconnect(@Nullable Will lastWords) implements ToBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onDisconnect(this);
        }
    }

    /** One method a message, so that a new message breaks the build wherever it is not handled. */
    interface Handler {
        void onConnect(Connect connect);

        void onPublish(Publish publish);

        void onPublishRelease(PublishRelease release);

        void onPublishAck(PublishAck ack);

        void onPublishReceived(PublishReceived received);

        void onPublishComplete(PublishComplete complete);

        void onSubscribe(Subscribe subscribe);

        void onUnsubscribe(Unsubscribe unsubscribe);

        void onDisconnect(Disconnect disconnect);
    }
}
