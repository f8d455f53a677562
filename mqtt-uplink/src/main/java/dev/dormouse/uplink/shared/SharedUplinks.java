package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import dev.dormouse.uplink.mqtt.BackOff;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Uplinks that share one MQTT session or a few (MQTT-SN 1.2 §4.2): each client has its place on one of them for good. User names and
 * rights are the gateway's at the MQTT server, the same for all clients. Thread-safe.
 */
public final class SharedUplinks implements Uplinks {
    /** How many requests and messages of a shared connection may wait for the MQTT server's answer: its packet identifiers. */
    public static final int MOST_OPEN = 60_000;

    /** What the MQTT server does when several subscriptions of a client fit a message. */
    public enum Overlaps {
        /** It sends one copy, or copies that name the subscription each is for. */
        TOLD_APART,
        /** It sends a copy for each subscription, and each names all of them; the embedded broker does. */
        COPIES_ALIKE
    }

    private final Uplinks lower;
    private final List<SharedConnection> connections = new ArrayList<>();

    /**
     * Uplinks that are not connected before {@link #start}.
     *
     * @param lower connects the shared sessions; closed with this
     * @param loops one for each shared connection
     * @param name the client ids of the connections are this with {@code -1}, {@code -2} and so on behind
     * @param expiry how long the MQTT server keeps the sessions while the gateway is away
     * @param backOff pauses between attempts after a refusal
     * @param overlaps what the server does with overlapping subscriptions
     */
    public SharedUplinks(
            Uplinks lower, List<EventLoop> loops, String name, Duration expiry, BackOff backOff, Overlaps overlaps) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("at least one shared connection is needed");
        }
        this.lower = lower;
        for (EventLoop loop : loops) {
            ClientId id = new ClientId(name + '-' + (connections.size() + 1));
            connections.add(new SharedConnection(id, loop, lower, expiry, backOff, overlaps));
        }
    }

    /** The hash is the one that chooses the client's loop, so that both are the same where there are as many of either. */
    private SharedConnection of(ClientId client) {
        int hash = client.hashCode();
        return connections.get(Math.floorMod(hash ^ (hash >>> 16), connections.size()));
    }

    @Override
    public Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session) {
        return new SharedUplink(client, loop, of(client), session);
    }

    /**
     * An uplink of a client that was connected before a restart: as after Connect, but never refused. It hears Connected when the
     * connection stands, with whether the MQTT server still had the session. Only before {@link #start}, so that what the server has
     * kept finds its receivers.
     *
     * @param subscriptions topic filters and the QoS that was granted
     * @param exchanges packet identifiers of QoS 2 messages that the client has published and not heard PUBCOMP of
     * @param held packet identifiers of QoS 2 messages for the client of which it has not heard PUBREL
     */
    public Uplink resume(
            ClientId client,
            EventLoop loop,
            Consumer<FromBroker> session,
            Map<String, Qos> subscriptions,
            Set<Integer> exchanges,
            Set<Integer> held) {
        SharedConnection connection = of(client);
        SharedUplink uplink = new SharedUplink(client, loop, connection, session);
        Map<String, Qos> filters = Map.copyOf(subscriptions);
        Set<Integer> published = Set.copyOf(exchanges);
        Set<Integer> unreleased = Set.copyOf(held);
        connection.loop().execute(() -> connection.resume(uplink, filters, published, unreleased));
        return uplink;
    }

    /** Begins to connect. */
    @Override
    public void start() {
        connections.forEach(each -> each.loop().execute(each::start));
    }

    @Override
    public Uplink sessionless() {
        return lower.sessionless();
    }

    @Override
    public void watchServer(Consumer<Boolean> listener) {
        lower.watchServer(listener);
    }

    @Override
    public long dropped() {
        return lower.dropped();
    }

    /** The MQTT server keeps the sessions for their expiry. */
    @Override
    public void close() {
        connections.stream().filter(each -> !each.loop().isShuttingDown()).forEach(each -> each.loop()
                .execute(each::close));
        lower.close();
    }
}
