package dev.dormouse.uplink.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session above, a server below, a disk beside: all of them say what a test wants, on one thread and in virtual time. */
final class StoredScene implements Uplinks, MessageStore {
    static final ClientId C1 = new ClientId("c1");
    private static final Instant BEGINNING = Instant.ofEpochSecond(1_000_000);

    final EmbeddedChannel clock = new EmbeddedChannel();

    /** What is on the disk. */
    final TreeMap<Long, StoredMessage> messages = new TreeMap<>();

    final Set<Integer> held = new HashSet<>();
    final Map<Integer, PublicationStage> published = new HashMap<>();
    private final Queue<Runnable> unwritten = new ArrayDeque<>();
    private final Queue<FromBroker> sessionHeard = new ArrayDeque<>();
    private final Queue<ToBroker> serverHeard = new ArrayDeque<>();
    private final StoredUplinks uplinks;
    private boolean diskIsSlow;
    private long elapsedMillis;
    private @Nullable Uplink uplink;
    private @Nullable Consumer<FromBroker> below;

    /** Packet identifiers that are in use since before a kill. */
    Set<Integer> resumedExchanges = Set.of();

    /** Answers of the session that come inside of the call in which it hears a message of QoS 0. */
    private boolean takesAtOnce;

    StoredScene(boolean keepsAbsent, StoredLimits limits) {
        clock.freezeTime();
        uplinks = new StoredUplinks(
                this,
                this,
                limits,
                () -> BEGINNING.plusMillis(elapsedMillis),
                topic -> topic.equals("short-lived") ? Duration.ofSeconds(60) : Duration.ZERO,
                keepsAbsent ? this::resumed : null);
    }

    StoredScene() {
        this(false, new StoredLimits(100, 10_000, 1_000_000_000));
    }

    // ---- the session ----

    StoredScene sessionOpens() {
        uplink = uplinks.open(C1, clock.eventLoop(), this::hear);
        return this;
    }

    private void hear(FromBroker message) {
        if (takesAtOnce && message instanceof FromBroker.Publish publish && publish.qos() == Qos.AT_MOST_ONCE) {
            sessionSays(new ToBroker.PublishAck(publish.packetId()));
        }
        sessionHeard.add(message);
    }

    StoredScene sessionTakesQos0AtOnce() {
        takesAtOnce = true;
        return this;
    }

    StoredScene sessionSays(ToBroker message) {
        if (uplink == null) {
            throw new AssertionError("the session has no uplink");
        }
        uplink.send(message);
        settle();
        return this;
    }

    StoredScene sessionHears(FromBroker expected) {
        assertEquals(expected, sessionHeard.poll());
        return this;
    }

    StoredScene sessionHearsNothing() {
        return assertNone(sessionHeard);
    }

    private StoredScene assertNone(Queue<?> heard) {
        assertEquals(null, heard.poll());
        return this;
    }

    /** A session that is connected, with a session that lasts at the server. */
    StoredScene connected() {
        sessionOpens().sessionSays(lasting()).serverHears(lasting());
        return serverSays(new FromBroker.Connected(false)).sessionHears(new FromBroker.Connected(false));
    }

    static ToBroker lasting() {
        return new ToBroker.Connect(false, Duration.ofHours(1), null);
    }

    // ---- the server ----

    StoredScene serverSays(FromBroker message) {
        if (below == null) {
            throw new AssertionError("nobody is connected to the server");
        }
        below.accept(message);
        settle();
        return this;
    }

    StoredScene serverHears(ToBroker expected) {
        assertEquals(expected, serverHeard.poll());
        return this;
    }

    StoredScene serverHearsNothing() {
        return assertNone(serverHeard);
    }

    static FromBroker message(int packetId, String topic, int qos, boolean duplicate) {
        return new FromBroker.Publish(packetId, topic, Bytes.ofUtf8("x"), Qos.of(qos), false, duplicate);
    }

    static FromBroker message(int packetId, String topic, int qos) {
        return message(packetId, topic, qos, false);
    }

    @Override
    public Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session) {
        below = session;
        return serverHeard::add;
    }

    private Uplink resumed(
            ClientId client,
            EventLoop loop,
            Consumer<FromBroker> listener,
            Map<String, Qos> subscriptions,
            Set<Integer> exchanges,
            Set<Integer> unreleased) {
        below = listener;
        resumedExchanges = exchanges;
        subscriptions.forEach((filter, qos) -> serverHeard.add(new ToBroker.Subscribe(0, filter, qos)));
        return serverHeard::add;
    }

    @Override
    public Uplink sessionless() {
        return serverHeard::add;
    }

    @Override
    public void watchServer(Consumer<Boolean> listener) {}

    @Override
    public long dropped() {
        return 0;
    }

    int clients() {
        return uplinks.clients();
    }

    long lost(StoredUplinks.Loss loss) {
        return uplinks.lost(loss);
    }

    StoredScene forgets() {
        uplinks.forget(C1);
        settle();
        return this;
    }

    @Override
    public void close() {}

    // ---- the disk ----

    StoredScene diskIsSlow() {
        diskIsSlow = true;
        return this;
    }

    StoredScene diskHasWritten() {
        unwritten.forEach(Runnable::run);
        unwritten.clear();
        settle();
        return this;
    }

    @Override
    public void put(ClientId client, StoredMessage message, Runnable whenDurable) {
        messages.put(message.number(), message);
        unwritten.add(whenDurable);
        if (!diskIsSlow) {
            diskHasWritten();
        }
    }

    @Override
    public void take(ClientId client, long number) {
        messages.remove(number);
    }

    @Override
    public void hold(ClientId client, int packetId) {
        held.add(packetId);
    }

    @Override
    public void letGo(ClientId client, int packetId, Runnable whenDurable) {
        held.remove(packetId);
        unwritten.add(whenDurable);
        if (!diskIsSlow) {
            diskHasWritten();
        }
    }

    @Override
    public void received(ClientId client, int packetId, Runnable whenDurable) {
        unwritten.add(() -> {
            published.put(packetId, PublicationStage.RECEIVED);
            whenDurable.run();
        });
        if (!diskIsSlow) {
            diskHasWritten();
        }
    }

    @Override
    public void completed(ClientId client, int packetId) {
        published.put(packetId, PublicationStage.COMPLETED);
    }

    @Override
    public void closed(ClientId client, int packetId) {
        published.remove(packetId);
    }

    /** The gateway is killed; a new one has what is on the disk. */
    StoredScene afterKill(boolean keepsAbsent, Map<String, Qos> subscriptions, Duration left) {
        StoredScene next = new StoredScene(keepsAbsent, new StoredLimits(100, 10_000, 1_000_000_000));
        next.messages.putAll(messages);
        next.held.addAll(held);
        next.published.putAll(published);
        next.uplinks.restore(
                C1,
                next.clock.eventLoop(),
                List.copyOf(messages.values()),
                new HashSet<>(held),
                new HashMap<>(subscriptions),
                Map.copyOf(published),
                left);
        next.settle();
        return next;
    }

    // ---- time ----

    StoredScene after(Duration time) {
        elapsedMillis += time.toMillis();
        clock.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        settle();
        return this;
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            clock.runPendingTasks();
            clock.runScheduledPendingTasks();
        }
    }
}
