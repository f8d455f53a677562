package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Reactor;
import dev.dormouse.bench.meter.Meters;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The test stand: what is measured, with what, and how long.
 *
 * @param reactor runs the load
 * @param gateway UDP address of the gateway
 * @param broker TCP address of the broker behind it
 * @param meters for both of them
 * @param clients devices in the scenarios with messages, 1 to 1000
 * @param seconds length of one counted run
 * @param id makes client ids and topics differ from those of another run
 */
public record Stand(
        Reactor reactor,
        InetSocketAddress gateway,
        InetSocketAddress broker,
        Meters meters,
        int clients,
        double seconds,
        String id) {
    private static final long AFTERWORK_MILLIS = 300;

    /** The same, with another length of a run in seconds. */
    public Stand withSeconds(double other) {
        return new Stand(reactor, gateway, broker, meters, clients, other, id);
    }

    /** Waits until what an answer to the devices did not wait for, such as closing connections, is done too: it costs CPU. */
    void afterwork() throws IOException {
        reactor.turnUntil(() -> false, AFTERWORK_MILLIS);
    }

    /** One round of the load's loop, in which what was said goes out. */
    void turn() throws IOException {
        reactor.turn();
    }

    Fleet fleet(int size) throws IOException {
        return new Fleet(reactor, gateway, "bench-" + id + "-", size);
    }

    MqttPeer peer() throws IOException {
        return new MqttPeer(reactor, broker, "bench-" + id + "-peer");
    }

    /** A second client of the broker, for its figures. */
    MqttPeer statistics() throws IOException {
        return new MqttPeer(reactor, broker, "bench-" + id + "-statistics");
    }

    String topic(int number) {
        return "bench/" + id + "/" + number;
    }

    String allTopics() {
        return "bench/" + id + "/#";
    }
}
