package dev.dormouse.uplink;

import dev.dormouse.codec.Bytes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session hears from the MQTT server. */
public sealed interface FromBroker {
    void deliverTo(Handler handler);

    /**
     * The connection stands: the answer to {@link ToBroker.Connect}, and again after each {@link Interrupted}. After an interruption
     * the uplink has by then sent again, in order, what had not been answered.
     *
     * @param sessionPresent the server still had the session, with its subscriptions and open messages
     */
    record Connected(boolean sessionPresent) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onConnected(this);
        }
    }

    /** The server does not want this client, or cannot be reached. The uplink is at its end. */
    record Refused(ReasonCode reason) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRefused(this);
        }
    }

    /** The connection broke; the uplink goes on trying until it can say {@link Connected} or {@link Ended}. */
    record Interrupted(String detail) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onInterrupted(this);
        }
    }

    /** The connection is over for good, for instance because another client took the name. The uplink is at its end. */
    record Ended(ReasonCode reason) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onEnded(this);
        }
    }

    /**
     * A message for the client.
     *
     * @param packetId 0 at QoS 0
     * @param duplicate the server sent it before
     * @param expiry after this long it is not to be delivered any more (MQTT 5 §3.3.2.3.3); null: never
     * @param subscriptions identifiers of the subscriptions that brought it (MQTT 5 §3.3.2.3.8); empty: the server does not say
     */
    record Publish(
            int packetId,
            String topic,
            Bytes payload,
            Qos qos,
            boolean retain,
            boolean duplicate,
            @Nullable Duration expiry,
            List<Integer> subscriptions)
            implements FromBroker {
        /** A message of which the server does not say which subscriptions brought it. */
        public Publish(
                int packetId,
                String topic,
                Bytes payload,
                Qos qos,
                boolean retain,
                boolean duplicate,
                @Nullable Duration expiry) {
            this(packetId, topic, payload, qos, retain, duplicate, expiry, List.of());
        }

        /** A message that does not expire. */
        public Publish(int packetId, String topic, Bytes payload, Qos qos, boolean retain, boolean duplicate) {
            this(packetId, topic, payload, qos, retain, duplicate, null);
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.onPublish(this);
        }
    }

    record PublishAck(int packetId, ReasonCode reason) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishAck(this);
        }
    }

    record PublishReceived(int packetId, ReasonCode reason) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishReceived(this);
        }
    }

    record PublishRelease(int packetId) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishRelease(this);
        }
    }

    record PublishComplete(int packetId) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishComplete(this);
        }
    }

    /** The answer to a SUBSCRIBE: the granted QoS ({@link ReasonCode#granted}) or a refusal. */
    record SubscribeAck(int packetId, ReasonCode reason) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onSubscribeAck(this);
        }
    }

    record UnsubscribeAck(int packetId) implements FromBroker {
        @Override
        public void deliverTo(Handler handler) {
            handler.onUnsubscribeAck(this);
        }
    }

    /** One method a message, so that a new message breaks the build wherever it is not handled. */
    interface Handler {
        void onConnected(Connected connected);

        void onRefused(Refused refused);

        void onInterrupted(Interrupted interrupted);

        void onEnded(Ended ended);

        void onPublish(Publish publish);

        void onPublishAck(PublishAck ack);

        void onPublishReceived(PublishReceived received);

        void onPublishRelease(PublishRelease release);

        void onPublishComplete(PublishComplete complete);

        void onSubscribeAck(SubscribeAck ack);

        void onUnsubscribeAck(UnsubscribeAck ack);
    }
}
