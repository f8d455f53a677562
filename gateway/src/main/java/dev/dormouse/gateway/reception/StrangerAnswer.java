package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import org.jspecify.annotations.Nullable;

/**
 * What somebody without a session is told (I-13): that there is none, where the sender waits for an answer and ours cannot be
 * mistaken for another. Never more octets than were heard.
 */
final class StrangerAnswer implements FromClient.Handler {
    private static final ToClient NOT_CONNECTED = new ToClient.Disconnect();

    private final boolean leftJustNow;
    private @Nullable ToClient answer;

    private StrangerAnswer(boolean leftJustNow) {
        this.leftJustNow = leftJustNow;
    }

    /**
     * The answer, or null for silence.
     *
     * @param leftJustNow the address said farewell a moment ago, so that our answer to it may have been lost (I-28)
     */
    static @Nullable ToClient to(FromClient message, boolean leftJustNow) {
        StrangerAnswer handler = new StrangerAnswer(leftJustNow);
        message.deliverTo(handler);
        return handler.answer;
    }

    /** The session's own affair. */
    @Override
    public void onConnect(FromClient.Connect connect) {}

    @Override
    public void onWillTopic(FromClient.WillTopic willTopic) {}

    @Override
    public void onWillMessage(FromClient.WillMessage willMessage) {}

    @Override
    public void onWillTopicUpdate(FromClient.WillTopicUpdate update) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onWillMessageUpdate(FromClient.WillMessageUpdate update) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onRegister(FromClient.Register register) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onRegisterAck(FromClient.RegisterAck ack) {}

    @Override
    public void onPublish(FromClient.Publish publish) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onPublishAck(FromClient.PublishAck ack) {}

    @Override
    public void onPublishReceived(FromClient.PublishReceived received) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onPublishRelease(FromClient.PublishRelease release) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onPublishComplete(FromClient.PublishComplete complete) {}

    @Override
    public void onSubscribe(FromClient.Subscribe subscribe) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onUnsubscribe(FromClient.Unsubscribe unsubscribe) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onPing(FromClient.Ping ping) {
        answer = NOT_CONNECTED;
    }

    @Override
    public void onPingResponse(FromClient.PingResponse response) {}

    /** To a wish to sleep silence is the only safe answer: ours would be taken for "sleep well" (I-26). */
    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        if (disconnect.sleep() == null && leftJustNow) {
            answer = NOT_CONNECTED;
        }
    }

    @Override
    public void onUnacceptable(FromClient.Unacceptable unacceptable) {
        answer = unacceptable.refusal() instanceof ToClient.ConnectAck ? unacceptable.refusal() : NOT_CONNECTED;
    }
}
