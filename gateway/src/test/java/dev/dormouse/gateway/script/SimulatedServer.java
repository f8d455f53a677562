package dev.dormouse.gateway.script;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Uplink;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An MQTT server that keeps a lasting session for each name that connects, whether that is a device or a connection that many share. */
final class SimulatedServer implements PlayedServer {
    final List<String> published = new ArrayList<>();

    private final VirtualLoop loop;
    private final Chart chart;
    private final Map<String, SimulatedBroker> sessions = new TreeMap<>();

    SimulatedServer(VirtualLoop loop, Chart chart) {
        this.loop = loop;
        this.chart = chart;
    }

    @Override
    public Uplink open(ClientId client, EventLoop clientLoop, Consumer<FromBroker> session) {
        return sessions.computeIfAbsent(
                        client.text(),
                        name -> new SimulatedBroker(
                                loop, chart, (topic, payload) -> published.add(topic + "=" + payload.toUtf8())))
                .open(session);
    }

    /** Everybody who has subscribed gets it. */
    void publish(String topic, String payload, int qos) {
        sessions.values().forEach(each -> each.publish(topic, payload, qos));
    }

    boolean isDone() {
        return sessions.values().stream().allMatch(SimulatedBroker::isDone);
    }

    /** One of the connections breaks. */
    void interruptOne(Random random) {
        if (!sessions.isEmpty()) {
            any(random).interrupt();
        }
    }

    void resumeOne(Random random) {
        if (!sessions.isEmpty()) {
            any(random).resume();
        }
    }

    private SimulatedBroker any(Random random) {
        return List.copyOf(sessions.values()).get(random.nextInt(sessions.size()));
    }

    void resumeAll() {
        sessions.values().forEach(SimulatedBroker::resume);
    }

    /** The gateway is dead; the sessions last. */
    void losesGateway() {
        sessions.values().forEach(SimulatedBroker::losesGateway);
    }

    @Override
    public Uplink sessionless() {
        throw chart.failure("nobody publishes without a session");
    }
}
