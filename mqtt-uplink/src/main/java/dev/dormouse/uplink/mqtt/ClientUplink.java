package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Will;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's uplink over a connection of its own: connects, comes back after interruptions, and leaves in good order. All on the
 * client's loop.
 */
final class ClientUplink implements Uplink, ToBroker.Handler, Attempt.Outcome, Connection.Listener {
    private enum State {
        FRESH,
        /** An earlier uplink of the same client is still leaving. */
        QUEUING,
        CONNECTING,
        CONNECTED,
        INTERRUPTED,
        LEAVING,
        OVER
    }

    /** A connection that lasted this long ends a series of failures. */
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ClientId client;
    private final LoopUplinks uplinks;
    private final Consumer<FromBroker> session;
    private final Outbox outbox;
    private State state = State.FRESH;
    private ToBroker.@Nullable Connect connect;
    private @Nullable Attempt attempt;
    private @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> retry;
    private @Nullable Will lastWords;
    private boolean comingBack;
    private @Nullable ClientUplink successor;
    private long connectedAtNanos;
    private int tries;

    ClientUplink(ClientId client, LoopUplinks uplinks, Consumer<FromBroker> session) {
        this.client = client;
        this.uplinks = uplinks;
        this.session = session;
        this.outbox = new Outbox(uplinks.route(), this::tellLater);
    }

    ClientId client() {
        return client;
    }

    @Override
    public void send(ToBroker message) {
        assert uplinks.loop().inEventLoop() : "an uplink belongs to its client's loop";
        if (state != State.LEAVING && state != State.OVER) {
            message.deliverTo(this);
        }
    }

    private void tell(FromBroker message) {
        if (state != State.LEAVING && state != State.OVER) {
            session.accept(message);
        }
    }

    /** Answers that do not come from the server must not come inside of {@link #send}. */
    private void tellLater(FromBroker message) {
        uplinks.loop().execute(() -> tell(message));
    }

    private void tellLast(FromBroker message) {
        if (state != State.OVER) {
            over();
            session.accept(message);
        }
    }

    // What the session says

    @Override
    public void onConnect(ToBroker.Connect message) {
        if (state != State.FRESH) {
            throw new IllegalStateException("CONNECT comes first and once, not when " + state);
        }
        connect = message;
        state = State.QUEUING;
        uplinks.loop().execute(this::takeTurn);
    }

    private void takeTurn() {
        if (state != State.QUEUING) {
            return;
        }
        uplinks.supersede(client);
        ClientUplink earlier = uplinks.leaving(client);
        if (earlier != null) {
            earlier.precede(this);
            return;
        }
        if (uplinks.isClosed()) {
            tellLast(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE));
            return;
        }
        state = State.CONNECTING;
        uplinks.enter(this);
        attempt();
    }

    /** Lets only the newest one wait for our leaving: whoever waited before it would be superseded by it anyway. */
    private void precede(ClientUplink newest) {
        ClientUplink inBetween = successor;
        successor = newest;
        if (inBetween != null) {
            inBetween.supersede();
        }
    }

    @Override
    public void onPublish(ToBroker.Publish publish) {
        outbox.publish(publish);
    }

    @Override
    public void onPublishRelease(ToBroker.PublishRelease release) {
        outbox.release(release);
    }

    @Override
    public void onSubscribe(ToBroker.Subscribe subscribe) {
        outbox.subscribe(subscribe);
    }

    @Override
    public void onUnsubscribe(ToBroker.Unsubscribe unsubscribe) {
        outbox.unsubscribe(unsubscribe);
    }

    @Override
    public void onPublishAck(ToBroker.PublishAck ack) {
        answer(ToPackets.publishAck(ack.packetId()));
    }

    @Override
    public void onPublishReceived(ToBroker.PublishReceived received) {
        answer(ToPackets.publishReceived(received.packetId()));
    }

    @Override
    public void onPublishComplete(ToBroker.PublishComplete complete) {
        answer(ToPackets.publishComplete(complete.packetId()));
    }

    /** Answers belong to the connection that the question came on; the server will ask again on the next one. */
    private void answer(MqttMessage packet) {
        if (connection != null) {
            connection.write(packet);
        }
    }

    @Override
    public void onDisconnect(ToBroker.Disconnect disconnect) {
        lastWords = disconnect.lastWords();
        if (connection != null) {
            leave();
            sayGoodbye(connection);
        } else if (attempt != null) {
            // The server may already have accepted it, and would publish the Will if it just broke off.
            leave();
        } else {
            over();
        }
    }

    /**
     * Another uplink of this client wants to connect. Leaves in good order, because breaking off would publish the Will, and coming
     * back would throw the other one out.
     */
    void supersede() {
        if (state != State.LEAVING && state != State.OVER) {
            onDisconnect(new ToBroker.Disconnect(null));
            session.accept(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER));
        }
    }

    /** Leaves for a restart of the program: the server keeps the session as in an outage, but publishes no Will. */
    void leaveForAWhile() {
        comingBack = true;
        send(new ToBroker.Disconnect(null));
    }

    private void leave() {
        state = State.LEAVING;
        uplinks.leave(this);
    }

    private void sayGoodbye(Connection standing) {
        new Farewell(standing, uplinks.loop(), outbox, lastWords, goodbye(), this::over).start();
    }

    private MqttMessage goodbye() {
        ToBroker.Connect said = connect;
        if (said == null || comingBack || said.sessionExpiry().equals(said.outageExpiry())) {
            return MqttMessage.DISCONNECT;
        }
        return ToPackets.disconnect(said.sessionExpiry());
    }

    private void over() {
        state = State.OVER;
        connection = null;
        attempt = null;
        if (retry != null) {
            retry.cancel(false);
        }
        uplinks.returns().withdraw(this);
        outbox.discard();
        uplinks.gone(this);
        if (successor != null) {
            successor.takeTurn();
        }
    }

    // Connecting

    private void attempt() {
        ToBroker.Connect wanted = connect;
        if (wanted == null || (state != State.CONNECTING && state != State.INTERRUPTED)) {
            return;
        }
        boolean again = state == State.INTERRUPTED;
        boolean lost = wanted.outageExpiry().isZero();
        Hello hello = new Hello(
                client.text(),
                again ? lost : wanted.cleanStart(),
                wanted.sessionExpiry(),
                wanted.outageExpiry(),
                wanted.will());
        attempt = new Attempt(uplinks.route(), uplinks.loop(), uplinks.flushes(), hello, this);
        attempt.start();
    }

    @Override
    public void onAccepted(Connection accepted, boolean sessionPresent) {
        attempt = null;
        uplinks.returns().accepted(this);
        if (state == State.LEAVING) {
            sayGoodbye(accepted);
            return;
        }
        accepted.listen(this);
        connection = accepted;
        connectedAtNanos = uplinks.loop().ticker().nanoTime();
        state = State.CONNECTED;
        outbox.connected(accepted, sessionPresent);
        tell(new FromBroker.Connected(sessionPresent));
    }

    @Override
    public void onFailed(ReasonCode reason) {
        attempt = null;
        uplinks.returns().failed(this);
        if (state == State.LEAVING) {
            over();
        } else if (state == State.CONNECTING) {
            tellLast(new FromBroker.Refused(reason));
        } else if (ReasonCodes.allowsReturn(reason)) {
            retryLater(reason.equals(ReasonCode.SERVER_UNAVAILABLE));
        } else {
            tellLast(new FromBroker.Ended(reason));
        }
    }

    /**
     * Tries again after the back-off, in its turn.
     *
     * @param orWhenBack or before, when another client finds that the server is back
     */
    private void retryLater(boolean orWhenBack) {
        BackOff backOff = uplinks.route().options().timing().backOff();
        retry = uplinks.loop()
                .schedule(() -> uplinks.returns().due(this), backOff.waitMillis(tries++), TimeUnit.MILLISECONDS);
        if (orWhenBack) {
            uplinks.returns().want(this);
        }
    }

    /** It is this client's turn to try, whether its back-off is over or not. */
    void tryNow() {
        if (retry != null) {
            retry.cancel(false);
        }
        attempt();
    }

    // What the server says

    @Override
    public void onPacket(MqttMessage packet) {
        if (packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
            onServerDisconnect(FromPackets.disconnectReason(packet));
            return;
        }
        if (packet instanceof MqttPublishMessage publish && isTooLarge(publish)) {
            drop(publish);
            return;
        }
        FromBroker message = FromPackets.read(packet);
        if (message == null) {
            breakOff("unexpected " + packet.fixedHeader().messageType());
            return;
        }
        switch (packet.fixedHeader().messageType()) {
            case PUBACK -> outbox.settled(((FromBroker.PublishAck) message).packetId());
            case PUBCOMP -> outbox.settled(((FromBroker.PublishComplete) message).packetId());
            case SUBACK -> outbox.settled(((FromBroker.SubscribeAck) message).packetId());
            case UNSUBACK -> outbox.settled(((FromBroker.UnsubscribeAck) message).packetId());
            case PUBREC -> {
                FromBroker.PublishReceived received = (FromBroker.PublishReceived) message;
                outbox.received(received.packetId(), received.reason());
            }
            default -> {}
        }
        tell(message);
    }

    private boolean isTooLarge(MqttPublishMessage publish) {
        return publish.fixedHeader().remainingLength()
                > uplinks.route().options().limits().maximumPacketSize();
    }

    /** Acknowledged all the same, or it would come again for ever; the session answers the PUBREL of QoS 2, as it does any. */
    private void drop(MqttPublishMessage publish) {
        uplinks.route().dropped().increment();
        int packetId = publish.variableHeader().packetId();
        switch (publish.fixedHeader().qosLevel()) {
            case AT_LEAST_ONCE -> answer(ToPackets.publishAck(packetId));
            case EXACTLY_ONCE -> answer(ToPackets.publishReceived(packetId));
            default -> {}
        }
    }

    private void onServerDisconnect(ReasonCode reason) {
        if (ReasonCodes.allowsReturn(reason)) {
            breakOff("server said " + reason);
            return;
        }
        Connection ended = connection;
        tellLast(new FromBroker.Ended(reason));
        if (ended != null) {
            ended.abandon();
        }
    }

    private void breakOff(String detail) {
        if (connection != null) {
            connection.close(detail);
        }
    }

    @Override
    public void onClosed(String detail) {
        if (state != State.CONNECTED) {
            return;
        }
        connection = null;
        outbox.interrupted();
        state = State.INTERRUPTED;
        boolean steady = uplinks.loop().ticker().nanoTime() - connectedAtNanos >= STEADY_NANOS;
        if (steady) {
            tries = 0;
        }
        retryLater(steady);
        tell(new FromBroker.Interrupted(detail));
    }
}
