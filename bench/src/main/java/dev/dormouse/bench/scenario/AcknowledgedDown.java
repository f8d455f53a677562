package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Device;
import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Payload;
import dev.dormouse.bench.load.Reactor.Work;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.bench.meter.Meters;
import java.io.IOException;
import java.util.List;

/** Messages at QoS 1 from a publisher of the broker to devices; for each device the next is published when the last has come. */
public final class AcknowledgedDown implements Scenario {
    private static final int RUN = 1;

    @Override
    public List<Result> run(Stand stand) throws IOException {
        int clients = stand.clients();
        try (Fleet fleet = stand.fleet(clients);
                MqttPeer publisher = stand.peer()) {
            fleet.once(
                    clients,
                    (device, done) -> device.connect(() -> device.subscribe(1, stand.topic(device.number()), done)));

            Meters.Run run = stand.meters().begin();
            Latencies latencies = fleet.repeatedly(
                    stand.seconds(), (device, done) -> deliver(publisher, stand.topic(device.number()), device, done));
            Cost cost = run.end();
            double resident = stand.meters().gatewayKib();

            fleet.once(clients, Device::disconnect);
            return List.of(Result.of("QoS 1 down", clients, latencies, cost, resident));
        }
    }

    private static void deliver(MqttPeer publisher, String topic, Device device, Work done) throws IOException {
        Payload sent = Payload.now(RUN);
        device.inbox(payload -> {
            // A repetition of an earlier message is not the one awaited.
            if (Payload.read(payload).equals(sent)) {
                done.run();
            }
        });
        if (!publisher.publish(1, topic, sent.octets())) {
            throw new IOException("the broker does not take the messages of the publisher");
        }
    }
}
