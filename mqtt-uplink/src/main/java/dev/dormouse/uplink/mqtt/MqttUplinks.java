package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Uplinks with one MQTT connection per client, on the client's own loop (MQTT 5 first, 3.1.1 where the server knows no better), and
 * one connection for all who have no session. Thread-safe.
 */
public final class MqttUplinks implements Uplinks {
    private static final long CLOSING_SECONDS = 8;

    private final Route route;
    private final Map<EventLoop, LoopUplinks> loops = new ConcurrentHashMap<>();
    private final SessionlessUplink sessionless;

    /**
     * Uplinks over the network, as the server's address says.
     *
     * @param sessionlessLoop where the connection of those without a session lives
     * @throws IllegalArgumentException if a file of the TLS options cannot be used
     */
    public MqttUplinks(UplinkOptions options, EventLoop sessionlessLoop) {
        this(options, sessionlessLoop, NetworkPath.to(options));
    }

    /** Uplinks over a path of one's own, for instance to a broker in the same VM ({@link LocalEndpoint}). */
    public MqttUplinks(UplinkOptions options, EventLoop sessionlessLoop, Endpoint endpoint) {
        this.route = new Route(endpoint, options, new ProtocolMemory(options.protocol()), new LongAdder());
        this.sessionless = new SessionlessUplink(on(sessionlessLoop));
    }

    private LoopUplinks on(EventLoop loop) {
        return loops.computeIfAbsent(loop, each -> new LoopUplinks(each, route));
    }

    @Override
    public Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session) {
        return new ClientUplink(client, on(loop), session);
    }

    @Override
    public Uplink sessionless() {
        return sessionless;
    }

    @Override
    public void watchServer(Consumer<Boolean> listener) {
        sessionless.watch(listener);
    }

    /**
     * Whether the server is there, as far as anybody has found out: false from a failed connection until one that stands, but no
     * longer than the largest back-off, so that somebody tries again.
     */
    public boolean available() {
        return route.memory().isReachable(route.options().timing().backOff().max());
    }

    /**
     * How many messages were dropped since the start: of QoS 0, because the server was away, slow or did not allow them; from the server,
     * because they were larger than we take.
     */
    @Override
    public long dropped() {
        return route.dropped().sum();
    }

    /** Must not be called on one of the loops: it waits for them. */
    @Override
    public void close() {
        List<Future<Void>> closing = new ArrayList<>();
        for (LoopUplinks each : loops.values()) {
            if (!each.loop().isShuttingDown()) {
                Promise<Void> emptied = each.loop().newPromise();
                closing.add(emptied);
                each.loop().execute(() -> each.close(emptied));
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        for (Future<Void> each : closing) {
            each.awaitUninterruptibly(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }
}
