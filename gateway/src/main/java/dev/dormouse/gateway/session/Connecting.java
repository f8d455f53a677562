package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.session.SessionEvents.Parting;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import org.tinylog.Supplier;

/**
 * The connect dialogue: the client is asked for its Will where it has one, then the MQTT server for its consent (1.2 §6.2, §6.3).
 * Nothing is repeated by timer; the client's own repetitions do that (I-18).
 */
final class Connecting extends SessionState {
    private final FromClient.Connect connect;
    private final @Nullable SessionState before;
    private final boolean wakesOnly;
    private final Deadline deadline;
    private @Nullable Downlink address;
    private Phase phase = Phase.WILL_TOPIC;
    private FromClient.@Nullable WillTopic willTopic;

    private enum Phase {
        WILL_TOPIC,
        WILL_MESSAGE,
        UPSTREAM
    }

    /**
     * Begins the dialogue.
     *
     * @param before what the client is again if it does not finish; null for disconnected
     * @param wakesOnly the session goes on whatever CONNECT says of it (I-15)
     */
    Connecting(ClientSession session, FromClient.Connect connect, @Nullable SessionState before, boolean wakesOnly) {
        super(session);
        this.connect = connect;
        this.before = before;
        this.wakesOnly = wakesOnly;
        this.deadline = session.deadline(this::onDeadline);
    }

    @Override
    void enter() {
        address = session.downlink();
        session.events().connectBegun(address);
        if (connect.willFollows()) {
            deadline.setIn(session.settings().handshakeLimit());
            session.send(new ToClient.WillTopicRequest());
        } else {
            askUpstream();
        }
    }

    boolean isFor(FromClient.Connect another) {
        return another.equals(connect);
    }

    @Override
    void leave() {
        deadline.clear();
        session.events().connectOver(address);
    }

    @Override
    @Nullable
    SessionState afresh() {
        return before;
    }

    @Override
    public void onConnect(FromClient.Connect again) {
        if (!again.equals(connect)) {
            session.connect(again, Objects.requireNonNull(session.downlink()));
        } else if (phase == Phase.WILL_TOPIC) {
            session.send(new ToClient.WillTopicRequest());
        } else if (phase == Phase.WILL_MESSAGE) {
            session.send(new ToClient.WillMessageRequest());
        }
    }

    @Override
    public void onWillTopic(FromClient.WillTopic topic) {
        if (phase == Phase.UPSTREAM) {
            return;
        }
        if (topic.topic() == null) {
            session.will.forget();
            askUpstream();
        } else if (session.will.accepts(topic.topic())) {
            willTopic = topic;
            phase = Phase.WILL_MESSAGE;
            session.send(new ToClient.WillMessageRequest());
        } else {
            refuse(ReasonCode.TOPIC_NAME_INVALID);
        }
    }

    @Override
    public void onWillMessage(FromClient.WillMessage message) {
        if (phase == Phase.WILL_MESSAGE && willTopic != null) {
            session.will.become(willTopic, message.payload());
            askUpstream();
        }
    }

    @Override
    public void onUnacceptable(FromClient.Unacceptable unacceptable) {
        if (unacceptable.refusal() instanceof ToClient.ConnectAck ack) {
            refuse(ack.reason());
        }
    }

    @Override
    public void onDisconnect(FromClient.Disconnect disconnect) {
        if (disconnect.sleep() == null) {
            session.send(new ToClient.Disconnect());
            session.part(Parting.FAREWELL);
        }
    }

    private void askUpstream() {
        if (session.upstream.stands() && session.upstream.knowsWill()) {
            accept();
            return;
        }
        phase = Phase.UPSTREAM;
        deadline.setIn(session.settings().connectTimeout());
        if (wakesOnly) {
            session.upstream.reopen();
        } else {
            session.upstream.open(connect);
        }
    }

    @Override
    public void onConnected(FromBroker.Connected connected) {
        session.upstream.connected(connected.sessionPresent());
        if (phase == Phase.UPSTREAM) {
            accept();
        }
    }

    private void accept() {
        session.connected(connect, wakesOnly);
        Logger.debug("client {} connected from {}", session.id(), (Supplier<?>) session::addressText);
        session.send(new ToClient.ConnectAck(ReasonCode.SUCCESS));
        session.become(new Active(session, connect));
    }

    @Override
    public void onRefused(FromBroker.Refused refused) {
        session.upstream.gone();
        refuse(refused.reason());
    }

    @Override
    public void onInterrupted(FromBroker.Interrupted interrupted) {
        session.upstream.interrupted();
    }

    @Override
    public void onEnded(FromBroker.Ended ended) {
        session.upstream.gone();
        if (phase == Phase.UPSTREAM) {
            refuse(ended.reason());
        }
    }

    private void refuse(ReasonCode reason) {
        Logger.info("client {} refused: {}", session.id(), reason);
        session.send(new ToClient.ConnectAck(reason));
        session.part(Parting.SEVERED);
    }

    private void onDeadline() {
        if (phase == Phase.UPSTREAM) {
            refuse(ReasonCode.SERVER_UNAVAILABLE);
        } else if (before != null && session.upstream.stands()) {
            session.become(before);
        } else {
            session.part(Parting.SEVERED);
        }
    }

    @Override
    void shutDown() {
        session.send(new ToClient.ConnectAck(ReasonCode.SERVER_SHUTTING_DOWN));
        session.part(Parting.SEVERED);
    }
}
