package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.uplink.FromBroker;
import org.tinylog.Logger;

/** What the connected states share: every request is served, asleep or not (I-24), and the MQTT server may go away and come back. */
abstract class Serving extends SessionState {
    Serving(ClientSession session) {
        super(session);
    }

    /** The MQTT server will not serve this client any more, or not soon enough. */
    abstract void upstreamGivenUp(String why);

    // ---- from the client ----

    @Override
    public void onRegister(FromClient.Register register) {
        session.registering.onRegister(register);
    }

    @Override
    public void onRegisterAck(FromClient.RegisterAck registerAck) {
        session.outbound.onRegisterAck(registerAck);
    }

    @Override
    public void onPublish(FromClient.Publish publish) {
        session.inbound.onPublish(publish);
    }

    @Override
    public void onPublishRelease(FromClient.PublishRelease publishRelease) {
        session.inbound.onRelease(publishRelease);
    }

    @Override
    public void onPublishAck(FromClient.PublishAck publishAck) {
        session.outbound.onPublishAck(publishAck);
    }

    @Override
    public void onPublishReceived(FromClient.PublishReceived publishReceived) {
        session.outbound.onReceived(publishReceived);
    }

    @Override
    public void onPublishComplete(FromClient.PublishComplete publishComplete) {
        session.outbound.onComplete(publishComplete);
    }

    @Override
    public void onSubscribe(FromClient.Subscribe subscribe) {
        session.subscribing.onSubscribe(subscribe);
    }

    @Override
    public void onUnsubscribe(FromClient.Unsubscribe unsubscribe) {
        session.subscribing.onUnsubscribe(unsubscribe);
    }

    @Override
    public void onWillTopicUpdate(FromClient.WillTopicUpdate update) {
        session.will.onTopicUpdate(update);
    }

    @Override
    public void onWillMessageUpdate(FromClient.WillMessageUpdate update) {
        session.will.onMessageUpdate(update);
    }

    @Override
    public void onUnacceptable(FromClient.Unacceptable unacceptable) {
        session.dropped(DropReason.UNACCEPTABLE);
        session.send(unacceptable.refusal());
    }

    // ---- from the MQTT server ----

    @Override
    public void onInterrupted(FromBroker.Interrupted interrupted) {
        Logger.debug("client {}: connection to the MQTT server broken: {}", session.id(), interrupted.detail());
        session.upstream.interrupted();
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
        session.upstream.connected(connected.sessionPresent());
    }

    @Override
    public void onRefused(FromBroker.Refused refused) {
        session.upstream.gone();
        upstreamGivenUp("the MQTT server says: " + refused.reason());
    }

    @Override
    public void onEnded(FromBroker.Ended ended) {
        session.upstream.gone();
        upstreamGivenUp("the MQTT server says: " + ended.reason());
    }
}
