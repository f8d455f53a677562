package dev.dormouse.uplink.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.mqtt.BackOff;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clients, a shared connection and a broker at the far end of it that says what the test says, all in virtual time on one thread. */
final class SharedScene implements Uplinks {
    private static final Duration EXPIRY = Duration.ofDays(7);
    private static final ToBroker CONNECT = new ToBroker.Connect(false, EXPIRY, null);

    final SharedUplinks uplinks;
    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Map<String, Client> clients = new HashMap<>();
    private final Deque<ToBroker> brokerHeard = new ArrayDeque<>();
    private @Nullable Consumer<FromBroker> connection;
    private int opened;

    private static final class Client {
        final Deque<FromBroker> heard = new ArrayDeque<>();
        Uplink uplink = message -> {};
    }

    SharedScene() {
        this(SharedUplinks.Overlaps.TOLD_APART);
    }

    SharedScene(SharedUplinks.Overlaps overlaps) {
        clock.freezeTime();
        BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        uplinks = new SharedUplinks(this, List.of(clock.eventLoop()), "dormouse", EXPIRY, backOff, overlaps);
    }

    /** A shared connection that stands, at a broker which knows nothing of it. */
    static SharedScene connected() {
        return connected(SharedUplinks.Overlaps.TOLD_APART);
    }

    /** The same at a broker that treats overlapping subscriptions so. */
    static SharedScene connected(SharedUplinks.Overlaps overlaps) {
        SharedScene scene = new SharedScene(overlaps);
        scene.starts();
        return scene.brokerHears(CONNECT).brokerSays(new FromBroker.Connected(false));
    }

    // ---- the uplinks below ----

    @Override
    public Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session) {
        assertEquals("dormouse-1", client.text());
        connection = session;
        opened++;
        return brokerHeard::add;
    }

    @Override
    public Uplink sessionless() {
        return message -> {};
    }

    @Override
    public void watchServer(Consumer<Boolean> listener) {}

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {}

    // ---- what happens ----

    SharedScene starts() {
        uplinks.start();
        return settled();
    }

    SharedScene restored(String name, Map<String, Qos> subscriptions) {
        return restored(name, subscriptions, Set.of());
    }

    SharedScene restored(String name, Map<String, Qos> subscriptions, Set<Integer> exchanges) {
        return restored(name, subscriptions, exchanges, Set.of());
    }

    SharedScene restored(String name, Map<String, Qos> subscriptions, Set<Integer> exchanges, Set<Integer> held) {
        Client client = new Client();
        clients.put(name, client);
        client.uplink = uplinks.resume(
                new ClientId(name), clock.eventLoop(), client.heard::add, subscriptions, exchanges, held);
        return settled();
    }

    /** A new uplink of this client; what an earlier one hears is kept all the same. */
    SharedScene opens(String name) {
        Client client = clients.computeIfAbsent(name, any -> new Client());
        client.uplink = uplinks.open(new ClientId(name), clock.eventLoop(), client.heard::add);
        return this;
    }

    SharedScene says(String name, ToBroker message) {
        Client client = client(name);
        int before = client.heard.size();
        client.uplink.send(message);
        assertEquals(before, client.heard.size(), "nothing is answered inside of send");
        return settled();
    }

    SharedScene connects(String... names) {
        for (String name : names) {
            opens(name)
                    .says(name, new ToBroker.Connect(true, Duration.ZERO, null))
                    .hears(name, new FromBroker.Connected(false));
        }
        return this;
    }

    /** Subscribes and is granted what it asks for, in one go; the broker hears one SUBSCRIBE at this QoS. */
    SharedScene subscribes(String name, String filter, Qos qos, Qos atBroker) {
        says(name, new ToBroker.Subscribe(7, filter, qos));
        ToBroker.Subscribe heard = (ToBroker.Subscribe) brokerHeard();
        assertEquals(filter, heard.filter());
        assertEquals(atBroker, heard.qos());
        return brokerSays(new FromBroker.SubscribeAck(heard.packetId(), ReasonCode.granted(atBroker)))
                .hears(name, new FromBroker.SubscribeAck(7, ReasonCode.granted(qos)));
    }

    SharedScene subscribes(String name, String filter, Qos qos) {
        return subscribes(name, filter, qos, qos);
    }

    int suggestedTo(String name) {
        return client(name).uplink.suggestPacketId();
    }

    private Client client(String name) {
        Client client = clients.get(name);
        if (client == null) {
            throw new AssertionError("no client " + name);
        }
        return client;
    }

    SharedScene hears(String name, FromBroker message) {
        assertEquals(message, client(name).heard.poll(), name);
        return this;
    }

    SharedScene hearsNothing(String... names) {
        for (String name : names) {
            assertEquals(null, client(name).heard.poll(), name);
        }
        return this;
    }

    SharedScene brokerSays(FromBroker message) {
        Consumer<FromBroker> open = connection;
        if (open == null) {
            throw new AssertionError("nobody has connected");
        }
        open.accept(message);
        return settled();
    }

    SharedScene breaks() {
        return brokerSays(new FromBroker.Interrupted("gone"));
    }

    SharedScene brokerHears(ToBroker message) {
        assertEquals(message, brokerHeard.poll());
        return this;
    }

    /** The next message, which must be there. */
    ToBroker brokerHeard() {
        ToBroker message = brokerHeard.poll();
        if (message == null) {
            throw new AssertionError("the broker heard nothing");
        }
        return message;
    }

    SharedScene brokerHearsNothing() {
        assertEquals(null, brokerHeard.poll());
        return this;
    }

    int connectionsOpened() {
        return opened;
    }

    SharedScene after(Duration time) {
        clock.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        return settled();
    }

    private SharedScene settled() {
        for (int i = 0; i < 5; i++) {
            clock.runPendingTasks();
            clock.runScheduledPendingTasks();
        }
        return this;
    }

    // ---- messages ----

    static FromBroker.Publish message(int packetId, String topic, Qos qos) {
        return new FromBroker.Publish(packetId, topic, Bytes.ofUtf8("x"), qos, false, false);
    }

    static FromBroker.Publish retained(int packetId, String topic, Qos qos) {
        return new FromBroker.Publish(packetId, topic, Bytes.ofUtf8("x"), qos, true, false);
    }

    static FromBroker.Publish again(FromBroker.Publish publish) {
        return new FromBroker.Publish(
                publish.packetId(), publish.topic(), publish.payload(), publish.qos(), publish.retain(), true);
    }

    static ToBroker.Publish publish(int packetId, Qos qos) {
        return new ToBroker.Publish(packetId, "t", Bytes.ofUtf8("x"), qos, false, false);
    }

    static ToBroker.Publish again(ToBroker.Publish publish) {
        return new ToBroker.Publish(
                publish.packetId(), publish.topic(), publish.payload(), publish.qos(), publish.retain(), true);
    }
}
