package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.bench.meter.Meters;
import java.io.IOException;
import java.util.List;

/**
 * All clients wake in the same instant, as after a power cut: CONNECT, REGISTER, PUBLISH at QoS 1, DISCONNECT. One operation is
 * that whole cycle, from the first message to the last answer.
 */
public final class Bursts implements Scenario {
    private static final byte[] READING = new byte[50];

    private final int clients;
    private final int bursts;

    /** So many bursts of so many clients, one after another. */
    public Bursts(int clients, int bursts) {
        this.clients = clients;
        this.bursts = bursts;
    }

    @Override
    public List<Result> run(Stand stand) throws IOException {
        try (Fleet fleet = stand.fleet(clients)) {
            Latencies latencies = new Latencies();
            Meters.Run run = stand.meters().begin();
            for (int burst = 0; burst < bursts; burst++) {
                latencies.add(fleet.once(
                        clients,
                        (device, done) -> device.connect(() -> device.register(
                                stand.topic(device.number()),
                                () -> device.publish(1, READING, () -> device.disconnect(done))))));
            }
            double seconds = run.seconds();
            stand.afterwork();
            Cost cost = run.end().lasting(seconds);
            return List.of(Result.of(
                            "burst cycle",
                            clients,
                            latencies,
                            cost,
                            stand.meters().gatewayKib())
                    .withNote(fleet.troubles()));
        }
    }
}
