package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Device;
import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Payload;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.bench.meter.Meters;
import java.io.IOException;
import java.util.List;

/** Messages at QoS 1 or 2 from devices to a subscriber of the broker; each device sends the next when the last is acknowledged. */
public final class AcknowledgedUp implements Scenario {
    private static final int RUN = 1;
    private static final long TAIL_MILLIS = 2_000;

    private final int qos;
    private long arrived;

    /** At this QoS, 1 or 2. */
    public AcknowledgedUp(int qos) {
        this.qos = qos;
    }

    @Override
    public List<Result> run(Stand stand) throws IOException {
        int clients = stand.clients();
        arrived = 0;
        try (Fleet fleet = stand.fleet(clients);
                MqttPeer subscriber = stand.peer()) {
            subscriber.inbox(payload -> arrived++);
            subscriber.subscribe(stand.allTopics());
            fleet.once(
                    clients,
                    (device, done) -> device.connect(() -> device.register(stand.topic(device.number()), done)));

            Meters.Run run = stand.meters().begin();
            Latencies latencies = fleet.repeatedly(
                    stand.seconds(),
                    (device, done) -> device.publish(qos, Payload.now(RUN).octets(), done));
            Cost cost = run.end();
            double resident = stand.meters().gatewayKib();

            stand.reactor().turnUntil(() -> arrived >= latencies.count(), TAIL_MILLIS);
            double lost = Math.max(0, 1 - (double) arrived / latencies.count());
            fleet.once(clients, Device::disconnect);
            return List.of(Result.of("QoS " + qos + " up", clients, latencies, cost, resident)
                    .withLoss(lost)
                    .withNote(fleet.troubles()));
        }
    }
}
