package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Device;
import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Meters;
import dev.dormouse.bench.scenario.OpenLoop.Outcome;
import java.io.IOException;
import java.util.List;

/** Messages at QoS 0, up or down: the highest rate that is sustained, then a counted run at that rate. */
public final class Unacknowledged implements Scenario {
    /** Which way the messages go. */
    public enum Direction {
        /** From devices to a subscriber of the broker. */
        UP,
        /** From a publisher of the broker to devices. */
        DOWN
    }

    private static final double STEP_SECONDS = 1;
    private static final int TRIES = 4;
    private static final double EASE = 0.8;

    private final Direction direction;

    /** In this direction. */
    public Unacknowledged(Direction direction) {
        this.direction = direction;
    }

    @Override
    public List<Result> run(Stand stand) throws IOException {
        int clients = stand.clients();
        try (Fleet fleet = stand.fleet(clients);
                MqttPeer peer = stand.peer()) {
            OpenLoop load = direction == Direction.UP ? up(stand, fleet, peer) : down(stand, fleet, peer);
            int rate = new RateSearch(load, Math.min(STEP_SECONDS, stand.seconds())).highest();
            Result result = count(stand, load, rate);
            fleet.once(clients, Device::disconnect);
            return List.of(result);
        }
    }

    // The counted run is longer than a step of the search, and may lose what the step did not: then slower.
    private Result count(Stand stand, OpenLoop load, int found) throws IOException {
        String name = direction == Direction.UP ? "QoS 0 up" : "QoS 0 down";
        int rate = Math.max(found, 100);
        for (int left = TRIES; ; left--) {
            Meters.Run run = stand.meters().begin();
            Outcome outcome = load.run(rate, stand.seconds());
            Cost cost = run.end().lasting(outcome.seconds());
            if (RateSearch.isGood(outcome) || left == 1) {
                return Result.of(
                                name,
                                stand.clients(),
                                outcome.latencies(),
                                cost,
                                stand.meters().gatewayKib())
                        .withLoss(outcome.lostShare())
                        .withNote(RateSearch.isGood(outcome) ? "" : "no stable rate found");
            }
            rate = (int) (rate * EASE);
        }
    }

    private static OpenLoop up(Stand stand, Fleet fleet, MqttPeer subscriber) throws IOException {
        int clients = stand.clients();
        OpenLoop load = new OpenLoop(stand.reactor(), (number, payload) -> fleet.devices()
                .get((int) (number % clients))
                .publish(payload.octets()));
        subscriber.inbox(load::onMessage);
        subscriber.subscribe(stand.allTopics());
        fleet.once(
                clients, (device, done) -> device.connect(() -> device.register(stand.topic(device.number()), done)));
        return load;
    }

    private static OpenLoop down(Stand stand, Fleet fleet, MqttPeer publisher) throws IOException {
        int clients = stand.clients();
        OpenLoop load = new OpenLoop(
                stand.reactor(),
                (number, payload) -> publisher.publish(0, stand.topic((int) (number % clients)), payload.octets()));
        for (Device device : fleet.devices()) {
            device.inbox(load::onMessage);
        }
        fleet.once(
                clients,
                (device, done) -> device.connect(() -> device.subscribe(0, stand.topic(device.number()), done)));
        return load;
    }
}
