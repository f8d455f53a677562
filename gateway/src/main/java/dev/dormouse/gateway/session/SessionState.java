package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.uplink.FromBroker;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed now (1.2 §6.14, Figure 4). A state owns at most one timer and the data of its dialogue; both die with it. Whatever
 * a state does not speak of is unexpected in it.
 */
abstract class SessionState implements FromClient.Handler, FromBroker.Handler {
    final ClientSession session;

    SessionState(ClientSession session) {
        this.session = session;
    }

    void enter() {}

    void leave() {}

    /** Called before each message from the client's own address. */
    void heardFromClient(FromClient message) {
        signOfLife();
    }

    /** Called after each message from the client's own address, in the state that it led to. */
    void servedClient() {}

    void signOfLife() {}

    /** What the client is again when it begins to connect but does not finish: this state as if just entered; null for none. */
    @Nullable
    SessionState afresh() {
        return null;
    }

    /** A message that claims to be this client's, from an address that is not. Only CONNECT can move a client (I-10). */
    void heardFromElsewhere(FromClient message, Downlink from) {
        if (message instanceof FromClient.Connect connect) {
            session.connect(connect, from);
        } else if (message instanceof FromClient.Ping) {
            from.send(new ToClient.Disconnect());
        } else {
            unexpected(message);
        }
    }

    abstract void shutDown();

    void unexpected(FromClient message) {
        session.dropped(DropReason.UNEXPECTED);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** It is the client's turn to be told to connect again, unless the reason for that is gone. */
    void farewell() {}

    // ---- from the client: each state overrides what it speaks of ----

    @Override
    public void onConnect(FromClient.Connect connect) {
        unexpected(connect);
    }

    @Override
    public void onWillTopic(FromClient.WillTopic willTopic) {
        unexpected(willTopic);
    }

    @Override
    public void onWillMessage(FromClient.WillMessage willMessage) {
        unexpected(willMessage);
    }

    @Override
    public void onWillTopicUpdate(FromClient.WillTopicUpdate willTopicUpdate) {
        unexpected(willTopicUpdate);
    }

    @Override
    public void onWillMessageUpdate(FromClient.WillMessageUpdate willMessageUpdate) {
        unexpected(willMessageUpdate);
    }

    @Override
    public void onRegister(FromClient.Register register) {
        unexpected(register);
    }

    @Override
    public void onRegisterAck(FromClient.RegisterAck registerAck) {
        unexpected(registerAck);
    }

    @Override
    public void onPublish(FromClient.Publish publish) {
        unexpected(publish);
    }

    @Override
    public void onPublishAck(FromClient.PublishAck publishAck) {
        unexpected(publishAck);
    }

    @Override
    public void onPublishReceived(FromClient.PublishReceived publishReceived) {
        unexpected(publishReceived);
    }

    @Override
    public void onPublishRelease(FromClient.PublishRelease publishRelease) {
        unexpected(publishRelease);
    }

    @Override
    public void onPublishComplete(FromClient.PublishComplete publishComplete) {
        unexpected(publishComplete);
    }

    @Override
    public void onSubscribe(FromClient.Subscribe subscribe) {
        unexpected(subscribe);
    }

    @Override
    public void onUnsubscribe(FromClient.Unsubscribe unsubscribe) {
        unexpected(unsubscribe);
    }

    @Override
    public void onPing(FromClient.Ping ping) {
        unexpected(ping);
    }

    @Override
    public void onPingResponse(FromClient.PingResponse pingResponse) {
        // A sign of life, and as such counted already.
    }

    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        unexpected(disconnect);
    }

    @Override
    public void onUnacceptable(FromClient.Unacceptable unacceptable) {
        unexpected(unacceptable);
    }

    // ---- from the MQTT server: the dialogues go on whatever the state ----

    @Override
    public void onPublish(FromBroker.Publish publish) {
        session.outbound.offer(publish);
    }

    @Override
    public void onPublishRelease(FromBroker.PublishRelease release) {
        session.outbound.onUpstreamRelease(release);
    }

    @Override
    public void onPublishAck(FromBroker.PublishAck ack) {
        session.inbound.onUpstreamAck(ack);
    }

    @Override
    public void onPublishReceived(FromBroker.PublishReceived received) {
        session.inbound.onUpstreamReceived(received);
    }

    @Override
    public void onPublishComplete(FromBroker.PublishComplete complete) {
        session.inbound.onUpstreamComplete(complete);
    }

    @Override
    public void onSubscribeAck(FromBroker.SubscribeAck ack) {
        session.subscribing.onUpstreamSubscribeAck(ack);
    }

    @Override
    public void onUnsubscribeAck(FromBroker.UnsubscribeAck ack) {
        session.subscribing.onUpstreamUnsubscribeAck(ack);
    }
}
