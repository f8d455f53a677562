package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.Will;
import dev.dormouse.uplink.mqtt.BackOff;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One MQTT session for many clients: a single session towards the uplink below, and towards each client what a connection of its own
 * would be. It connects once it is started, and goes on trying until it is closed.
 */
final class SharedConnection implements FromBroker.Handler, Upstream {
    private enum State {
        /** Not started: clients wait. */
        IDLE,
        /** The first connection since the start or since a refusal: clients wait. */
        CONNECTING,
        CONNECTED,
        /** The uplink below tries again by itself. */
        INTERRUPTED,
        /** The server has refused; we try again in a while. */
        PAUSING,
        CLOSED
    }

    private final ClientId name;
    private final EventLoop loop;
    private final Uplinks lower;
    private final Duration expiry;
    private final BackOff backOff;
    private final PacketIds ids = PacketIds.beginningAnywhere(SharedUplinks.MOST_OPEN);
    private final UpstreamExchanges exchanges = new UpstreamExchanges(this, ids);
    private final DownstreamDeliveries deliveries = new DownstreamDeliveries(this);
    private final MergedSubscriptions subscriptions;
    private final Copies copies;
    private final Map<ClientId, LocalSession> sessions = new HashMap<>();

    /** Those who have said Connect and were not answered yet, and whether the server's answer may refuse them. */
    private final Map<LocalSession, Waiting> waiting = new HashMap<>();

    private State state = State.IDLE;
    private ReasonCode obstacle = ReasonCode.SERVER_UNAVAILABLE;
    private @Nullable Uplink uplink;
    private int failures;

    private record Waiting(boolean sessionPresent, boolean patient) {}

    SharedConnection(
            ClientId name,
            EventLoop loop,
            Uplinks lower,
            Duration expiry,
            BackOff backOff,
            SharedUplinks.Overlaps overlaps) {
        this.name = name;
        this.loop = loop;
        this.lower = lower;
        this.expiry = expiry;
        this.backOff = backOff;
        boolean alike = overlaps == SharedUplinks.Overlaps.COPIES_ALIKE;
        // Copies differ only if the QoS of their subscriptions does.
        this.subscriptions = new MergedSubscriptions(this, ids, alike ? Qos.EXACTLY_ONCE : Qos.AT_MOST_ONCE);
        this.copies = alike ? Copies.alike(this) : Copies.TOLD_APART;
    }

    EventLoop loop() {
        return loop;
    }

    /** For a message of QoS 2; from any thread. */
    int suggestPacketId() {
        return ids.suggest();
    }

    UpstreamExchanges exchanges() {
        return exchanges;
    }

    DownstreamDeliveries deliveries() {
        return deliveries;
    }

    MergedSubscriptions subscriptions() {
        return subscriptions;
    }

    // ---- from the clients ----

    /** Never answers at once, because an answer must not come inside of what the client says. */
    void connect(SharedUplink client, ToBroker.Connect connect) {
        loop.execute(() -> enter(client, connect));
    }

    private void enter(SharedUplink client, ToBroker.Connect connect) {
        LocalSession known = sessions.get(client.client());
        if (known != null && connect.cleanStart()) {
            known.tell(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER));
            forget(known);
            known = null;
        }
        if (state == State.INTERRUPTED || state == State.PAUSING || state == State.CLOSED) {
            client.tell(new FromBroker.Refused(obstacle));
            return;
        }
        LocalSession session = known == null ? new LocalSession(client.client(), client) : known;
        if (known != null) {
            known.tell(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER));
            known.uplink().end();
            known.moveTo(client);
        }
        sessions.put(client.client(), session);
        client.begin(session);
        if (state == State.CONNECTED) {
            client.tell(new FromBroker.Connected(known != null));
            deliveries.tellAgain(session);
        } else {
            waiting.put(session, new Waiting(known != null, false));
        }
    }

    /** A client that was here before a restart, with what it had subscribed to, published and received; it hears when the connection stands. */
    void resume(SharedUplink client, Map<String, Qos> filters, Set<Integer> published, Set<Integer> held) {
        LocalSession session = new LocalSession(client.client(), client);
        sessions.put(client.client(), session);
        client.begin(session);
        filters.forEach((filter, qos) -> subscriptions.restore(session, filter, qos));
        published.forEach(packetId -> exchanges.restore(session, packetId));
        held.forEach(packetId -> deliveries.restore(session, packetId));
        waiting.put(session, new Waiting(true, true));
    }

    void disconnect(SharedUplink client, @Nullable LocalSession session, @Nullable Will lastWords) {
        if (session != null && session.uplink() == client) {
            forget(session);
        }
        if (lastWords != null && uplink != null && !exchanges.publish(lastWords)) {
            Logger.warn("The Will of client {} is lost: too many messages wait for the MQTT server", client.client());
        }
    }

    private void forget(LocalSession session) {
        session.uplink().end();
        sessions.remove(session.client());
        waiting.remove(session);
        subscriptions.gone(session);
        exchanges.gone(session);
        deliveries.gone(session);
    }

    // ---- connecting ----

    void start() {
        if (state == State.IDLE) {
            open();
        }
    }

    private void open() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CONNECTING;
        Consumer<FromBroker> hearing = message -> message.deliverTo(this);
        Uplink opened = lower.open(name, loop, hearing);
        uplink = opened;
        opened.send(new ToBroker.Connect(false, expiry, null));
        exchanges.opened();
    }

    void close() {
        state = State.CLOSED;
        obstacle = ReasonCode.SERVER_UNAVAILABLE;
    }

    @Override
    public void send(ToBroker message) {
        if (uplink != null) {
            uplink.send(message);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what can fail is our own task
    public void schedule(Duration delay, Runnable task) {
        loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long nanoTime() {
        return loop.ticker().nanoTime();
    }

    // ---- from the server: the connection ----

    @Override
    public void onConnected(FromBroker.Connected connected) {
        boolean first = state == State.CONNECTING;
        state = State.CONNECTED;
        failures = 0;
        if (!connected.sessionPresent()) {
            deliveries.clear();
            subscriptions.lost();
        }
        for (LocalSession session : List.copyOf(sessions.values())) {
            Waiting answer = waiting.remove(session);
            if (answer == null) {
                session.tell(connected);
            } else {
                session.tell(new FromBroker.Connected(answer.sessionPresent && (!first || connected.sessionPresent())));
            }
        }
        subscriptions.connected();
    }

    @Override
    public void onInterrupted(FromBroker.Interrupted interrupted) {
        state = State.INTERRUPTED;
        obstacle = ReasonCode.SERVER_UNAVAILABLE;
        deliveries.interrupted();
        subscriptions.interrupted();
        List.copyOf(sessions.values()).forEach(session -> session.tell(interrupted));
    }

    @Override
    public void onRefused(FromBroker.Refused refused) {
        pause(refused.reason());
        for (Map.Entry<LocalSession, Waiting> each : new ArrayList<>(waiting.entrySet())) {
            if (!each.getValue().patient) {
                each.getKey().tell(refused);
                forget(each.getKey());
            }
        }
    }

    /** Another one took our name, or we are not wanted any more: for the clients the same as if it were a connection of their own. */
    @Override
    public void onEnded(FromBroker.Ended ended) {
        Logger.warn("The MQTT server has ended the shared connection {}: {}", name, ended.reason());
        pause(ReasonCode.SERVER_UNAVAILABLE); // For a moment: whatever it was, we ask again.
        List<LocalSession> all = List.copyOf(sessions.values());
        sessions.clear();
        waiting.clear();
        exchanges.clear();
        deliveries.clear();
        subscriptions.clear();
        for (LocalSession session : all) {
            session.uplink().end();
            session.tell(ended);
        }
    }

    private void pause(ReasonCode reason) {
        uplink = null;
        if (state != State.CLOSED) {
            state = State.PAUSING;
            obstacle = reason;
            schedule(Duration.ofMillis(backOff.waitMillis(failures++)), this::open);
        }
    }

    // ---- from the server: messages ----

    @Override
    public void onPublish(FromBroker.Publish publish) {
        boolean acknowledged = publish.qos().isAcknowledged();
        if (acknowledged && deliveries.isRepetition(publish)) {
            return;
        }
        Map<LocalSession, Qos> receivers = copies.isSuperfluous(publish) ? Map.of() : subscriptions.receivers(publish);
        if (acknowledged) {
            deliveries.begin(publish, receivers);
        } else {
            receivers.keySet().forEach(session -> session.tell(publish));
        }
    }

    @Override
    public void onPublishAck(FromBroker.PublishAck ack) {
        exchanges.onPublishAck(ack);
    }

    @Override
    public void onPublishReceived(FromBroker.PublishReceived received) {
        exchanges.onPublishReceived(received);
    }

    @Override
    public void onPublishRelease(FromBroker.PublishRelease release) {
        deliveries.onRelease(release, sessions.values());
    }

    @Override
    public void onPublishComplete(FromBroker.PublishComplete complete) {
        exchanges.onPublishComplete(complete);
    }

    @Override
    public void onSubscribeAck(FromBroker.SubscribeAck ack) {
        subscriptions.onSubscribeAck(ack);
    }

    @Override
    public void onUnsubscribeAck(FromBroker.UnsubscribeAck ack) {
        subscriptions.onUnsubscribeAck(ack);
    }
}
