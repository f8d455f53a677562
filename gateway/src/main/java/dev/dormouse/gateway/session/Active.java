package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The client is connected and listens (1.2 §6.4 to §6.11). Its keep-alive time supervises it. */
final class Active extends Serving {
    private final FromClient.Connect connect;
    private final Deadline silence;
    private final Deadline upstreamLost;
    private final long patienceNanos;
    private boolean onlyConnectHeard = true;
    private @Nullable String givenUp;

    Active(ClientSession session, FromClient.Connect connect) {
        super(session);
        this.connect = connect;
        this.silence = session.deadline(this::onSilence);
        this.upstreamLost = session.deadline(this::onServerAway);
        this.patienceNanos = (connect.keepAlive().isZero()
                        ? session.settings().idleLimit()
                        : session.rules().patience(connect.keepAlive()))
                .toNanos();
    }

    @Override
    void enter() {
        silence.setInNanos(patienceNanos);
        if (!session.upstream.isReachable()) {
            upstreamLost.setIn(session.settings().upstreamLostAfter());
        }
        session.journal.active();
        session.outbound.resume();
    }

    @Override
    void leave() {
        silence.clear();
        upstreamLost.clear();
        session.outbound.pause();
    }

    @Override
    SessionState afresh() {
        return new Active(session, connect);
    }

    @Override
    void heardFromClient(FromClient message) {
        if (!repeatsConnectDialogue(message)) {
            onlyConnectHeard = false;
        }
        isHeard();
    }

    /** Not earlier: the message may have been the acknowledgement of the one that is held. */
    @Override
    void servedClient() {
        session.outbound.clientHeard();
    }

    @Override
    void signOfLife() {
        onlyConnectHeard = false;
        isHeard();
        session.outbound.clientHeard();
    }

    /** With a Will the client is missed after a restart. */
    @Override
    public void onWillTopicUpdate(FromClient.WillTopicUpdate update) {
        super.onWillTopicUpdate(update);
        session.journal.active();
    }

    /** A Will cannot be published without a server; it is when that is back, unless the client is heard before (D-17). */
    private void onSilence() {
        if (session.upstream.stands() || session.will.current() == null) {
            session.lose("not heard within its keep-alive time");
        }
    }

    /** One that is overdue waits for the server with its Will: it would not hear what it is told. */
    private void onServerAway() {
        if (silence.isSet()) {
            upstreamGivenUp("the MQTT server has been away for too long");
        }
    }

    private void isHeard() {
        if (!silence.isSet()) {
            upstreamLost.setInNanos(0);
        }
        silence.setInNanos(patienceNanos);
    }

    /** What arrives again because our CONNACK was lost (I-14, I-18). */
    private boolean repeatsConnectDialogue(FromClient message) {
        return message.equals(connect)
                || message instanceof FromClient.WillMessage
                || message instanceof FromClient.WillTopic;
    }

    @Override
    public void onConnect(FromClient.Connect again) {
        if (onlyConnectHeard && again.equals(connect) && session.upstream.isReachable()) {
            session.send(new ToClient.ConnectAck(ReasonCode.SUCCESS));
        } else {
            session.connect(again, Objects.requireNonNull(session.downlink()));
        }
    }

    @Override
    public void onWillTopic(FromClient.WillTopic willTopic) {
        confirmConnect(willTopic.topic() == null);
    }

    @Override
    public void onWillMessage(FromClient.WillMessage willMessage) {
        confirmConnect(true);
    }

    private void confirmConnect(boolean endsDialogue) {
        if (endsDialogue && onlyConnectHeard && connect.willFollows()) {
            session.send(new ToClient.ConnectAck(ReasonCode.SUCCESS));
        } else {
            session.dropped(DropReason.UNEXPECTED);
        }
    }

    @Override
    public void onPing(FromClient.Ping ping) {
        session.send(new ToClient.PingResponse());
    }

    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        if (disconnect.sleep() == null) {
            session.send(new ToClient.Disconnect());
            Logger.debug("client {} disconnected", session.id());
            session.part(Parting.FAREWELL);
        } else {
            session.send(new ToClient.Disconnect());
            session.become(new Asleep(session, disconnect.sleep()));
        }
    }

    /** The others of this server come to the same end at the same moment, and all of them will be back. */
    @Override
    void upstreamGivenUp(String why) {
        boolean waits = givenUp != null;
        givenUp = why;
        if (!waits) {
            session.events().farewellWanted(session);
        }
    }

    @Override
    void farewell() {
        if (givenUp == null) {
            return;
        }
        Logger.info("client {} is told to connect again: {}", session.id(), givenUp);
        session.send(new ToClient.Disconnect());
        session.part(Parting.SEVERED);
    }

    @Override
    public void onInterrupted(FromBroker.Interrupted interrupted) {
        super.onInterrupted(interrupted);
        upstreamLost.setIn(session.settings().upstreamLostAfter());
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
        upstreamLost.clear();
        givenUp = null;
        if (!silence.isSet()) {
            super.onConnected(connected);
            onSilence();
        } else if (session.isPersistent() || connected.sessionPresent()) {
            super.onConnected(connected);
        } else {
            upstreamGivenUp("its clean session ended with the broken connection to the MQTT server");
        }
    }

    @Override
    void shutDown() {
        session.send(new ToClient.Disconnect());
        session.part(Parting.SEVERED);
    }
}
