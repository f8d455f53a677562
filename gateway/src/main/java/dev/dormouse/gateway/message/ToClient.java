package dev.dormouse.gateway.message;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;

/** What a client is told. */
public sealed interface ToClient {
    void deliverTo(Handler handler);

    /** The end of the connect dialogue (1.2 §5.4.5). */
    record ConnectAck(ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onConnectAck(this);
        }
    }

    /** Ask for the Will topic (1.2 §5.4.6). */
    record WillTopicRequest() implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillTopicRequest(this);
        }
    }

    /** Ask for the Will message (1.2 §5.4.8). */
    record WillMessageRequest() implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillMessageRequest(this);
        }
    }

    /** The answer to a new Will topic (1.2 §5.4.24). */
    record WillTopicUpdated(ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillTopicUpdated(this);
        }
    }

    /** The answer to a new Will message (1.2 §5.4.25). */
    record WillMessageUpdated(ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onWillMessageUpdated(this);
        }
    }

    /** Tell an alias before it is used (1.2 §5.4.10). */
    record Register(int alias, int packetId, String topicName) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRegister(this);
        }
    }

    /**
     * The answer to a REGISTER of the client (1.2 §5.4.11).
     *
     * @param alias 0 with a refusal
     */
    record RegisterAck(int alias, int packetId, ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onRegisterAck(this);
        }
    }

    /** A message for the client (1.2 §5.4.12). */
    record Publish(int packetId, TopicRef topic, Bytes payload, Qos qos, boolean retain, boolean duplicate)
            implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublish(this);
        }
    }

    /**
     * The answer to a PUBLISH of the client, at QoS 1 or as a refusal at any QoS (1.2 §5.4.13).
     *
     * @param topic repeated from the PUBLISH
     */
    record PublishAck(TopicRef topic, int packetId, ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishAck(this);
        }
    }

    /** PUBREC for a PUBLISH of the client (1.2 §5.4.14). */
    record PublishReceived(int packetId) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishReceived(this);
        }
    }

    /** PUBREL for a PUBLISH of ours (1.2 §5.4.14). */
    record PublishRelease(int packetId) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishRelease(this);
        }
    }

    /** PUBCOMP for a PUBLISH of the client (1.2 §5.4.14). */
    record PublishComplete(int packetId) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPublishComplete(this);
        }
    }

    /**
     * The answer to a SUBSCRIBE (1.2 §5.4.16).
     *
     * @param alias 0 where the subscription has none
     * @param reason the granted QoS or a refusal
     */
    record SubscribeAck(int alias, int packetId, ReasonCode reason) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onSubscribeAck(this);
        }
    }

    /** The answer to an UNSUBSCRIBE (1.2 §5.4.18). */
    record UnsubscribeAck(int packetId) implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onUnsubscribeAck(this);
        }
    }

    /** The answer to a PINGREQ; to an awake client: no more waits for you (1.2 §5.4.20). */
    record PingResponse() implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onPingResponse(this);
        }
    }

    /** The answer to a DISCONNECT, or: you are not connected (1.2 §5.4.21). */
    record Disconnect() implements ToClient {
        @Override
        public void deliverTo(Handler handler) {
            handler.onDisconnect(this);
        }
    }

    /** One method a message, so that a new message breaks the build wherever it is not handled. */
    interface Handler {
        void onConnectAck(ConnectAck connectAck);

        void onWillTopicRequest(WillTopicRequest willTopicRequest);

        void onWillMessageRequest(WillMessageRequest willMessageRequest);

        void onWillTopicUpdated(WillTopicUpdated willTopicUpdated);

        void onWillMessageUpdated(WillMessageUpdated willMessageUpdated);

        void onRegister(Register register);

        void onRegisterAck(RegisterAck registerAck);

        void onPublish(Publish publish);

        void onPublishAck(PublishAck publishAck);

        void onPublishReceived(PublishReceived publishReceived);

        void onPublishRelease(PublishRelease publishRelease);

        void onPublishComplete(PublishComplete publishComplete);

        void onSubscribeAck(SubscribeAck subscribeAck);

        void onUnsubscribeAck(UnsubscribeAck unsubscribeAck);

        void onPingResponse(PingResponse pingResponse);

        void onDisconnect(Disconnect disconnect);
    }
}
