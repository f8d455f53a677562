package dev.dormouse.gateway.message;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client says within its session. Names are octets that nobody has validated yet, so that a refusal can be answered. */
public sealed interface FromClient extends Heard {
    void deliverTo(Handler handler);

    /**
     * Begin a session or go on with one (1.2 §5.4.4).
     *
     * @param clientId as octets that nobody has validated yet
     * @param cleanStart forget what is known of this client
     * @param persistent the session outlives the connection
     * @param willFollows the client wants to be asked for its Will
     * @param keepAlive zero: no supervision
     */
    record Connect(Bytes clientId, boolean cleanStart, boolean persistent, boolean willFollows, Duration keepAlive)
            implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onConnect(this);
        }
    }

    /**
     * The answer to WILLTOPICREQ (1.2 §5.4.7).
     *
     * @param topic null: there shall be no Will; empty: not acceptable
     */
    record WillTopic(@Nullable Bytes topic, Qos qos, boolean retain) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillTopic(this);
        }
    }

    /** The answer to WILLMSGREQ (1.2 §5.4.9). */
    record WillMessage(Bytes payload) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillMessage(this);
        }
    }

    /**
     * A new Will topic within the session (1.2 §5.4.22).
     *
     * @param topic null: there shall be no Will any more; empty: not acceptable
     */
    record WillTopicUpdate(@Nullable Bytes topic, Qos qos, boolean retain) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillTopicUpdate(this);
        }
    }

    /** A new Will message within the session (1.2 §5.4.23). */
    record WillMessageUpdate(Bytes payload) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillMessageUpdate(this);
        }
    }

    /** Ask for an alias of a topic name (1.2 §5.4.10). */
    record Register(int packetId, Bytes topicName) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRegister(this);
        }
    }

    /** The answer to a REGISTER of ours (1.2 §5.4.11). */
    record RegisterAck(int packetId, ReasonCode reason) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRegisterAck(this);
        }
    }

    /** A message for the world (1.2 §5.4.12). */
    record Publish(int packetId, TopicRef topic, Bytes payload, Qos qos, boolean retain, boolean duplicate)
            implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublish(this);
        }
    }

    /** The answer to a PUBLISH of ours, at QoS 1 or as a refusal at any QoS (1.2 §5.4.13). */
    record PublishAck(TopicRef.Alias topic, int packetId, ReasonCode reason) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishAck(this);
        }
    }

    /** PUBREC for a PUBLISH of ours (1.2 §5.4.14). */
    record PublishReceived(int packetId) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishReceived(this);
        }
    }

    /** PUBREL for a PUBLISH of the client (1.2 §5.4.14). */
    record PublishRelease(int packetId) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishRelease(this);
        }
    }

    /** PUBCOMP for a PUBLISH of ours (1.2 §5.4.14). */
    record PublishComplete(int packetId) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishComplete(this);
        }
    }

    /** Ask for the messages of a topic or filter (1.2 §5.4.15). */
    record Subscribe(int packetId, TopicRef topic, Qos qos) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onSubscribe(this);
        }
    }

    /** Ask for no more of them (1.2 §5.4.17). */
    record Unsubscribe(int packetId, TopicRef topic) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onUnsubscribe(this);
        }
    }

    /** Still here; a sleeping client adds its name to be given what waits for it (1.2 §5.4.19). */
    record Ping(@Nullable Bytes clientId) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPing(this);
        }
    }

    /** The answer to a PINGREQ of ours (1.2 §5.4.20). */
    record PingResponse() implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPingResponse(this);
        }
    }

    /**
     * Farewell, or good night (1.2 §5.4.21).
     *
     * @param sleep how long the client means to sleep; null: it leaves
     */
    record Disconnect(@Nullable Duration sleep) implements FromClient {
        /** True for one that leaves, and does not only sleep. */
        public static boolean isFarewell(FromClient message) {
            return message instanceof Disconnect disconnect && disconnect.sleep == null;
        }

        @Override
        public void deliverTo(Handler handler) {
            handler.onDisconnect(this);
        }
    }

    /**
     * A request that says something its version forbids or reserves, but that can be refused in proper form.
     *
     * @param refusal what a client with a session is answered
     */
    record Unacceptable(ToClient refusal) implements FromClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onUnacceptable(this);
        }
    }

    /** One method a message, so that a new message breaks the build wherever it is not handled. */
    interface Handler {
        void onConnect(Connect connect);

        void onWillTopic(WillTopic willTopic);

        void onWillMessage(WillMessage willMessage);

        void onWillTopicUpdate(WillTopicUpdate willTopicUpdate);

        void onWillMessageUpdate(WillMessageUpdate willMessageUpdate);

        void onRegister(Register register);

        void onRegisterAck(RegisterAck registerAck);

        void onPublish(Publish publish);

        void onPublishAck(PublishAck publishAck);

        void onPublishReceived(PublishReceived publishReceived);

        void onPublishRelease(PublishRelease publishRelease);

        void onPublishComplete(PublishComplete publishComplete);

        void onSubscribe(Subscribe subscribe);

        void onUnsubscribe(Unsubscribe unsubscribe);

        void onPing(Ping ping);

        void onPingResponse(PingResponse pingResponse);

        void onDisconnect(Disconnect disconnect);

        void onUnacceptable(Unacceptable unacceptable);
    }
}
