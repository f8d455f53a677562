package dev.dormouse.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dormouse.bench.load.Device;
import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.load.MqttPeer;
import dev.dormouse.bench.load.Reactor.Work;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Heap;
import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.bench.meter.Meters;
import dev.dormouse.bench.meter.ProcessMeter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many clients subscribe and sleep, and the memory is read; then some of them find 1, 10 and 100 messages of QoS 1 when they wake, one
 * client after the other: from PINGREQ to PINGRESP.
 */
public final class Sleeping implements Scenario {
    private static final int WINDOW = 200;
    private static final int SLEEP_SECONDS = 3600;
    private static final int[] WAITING = {1, 10, 100};
    private static final int SETTLE_MILLIS = 2_000;
    private static final int QUIET_SECONDS = 60;
    private static final byte[] READING = new byte[50];

    private final int sleepers;
    private long brokerHeard;

    /** With this many clients that only sleep. */
    public Sleeping(int sleepers) {
        this.sleepers = sleepers;
    }

    @Override
    public List<Result> run(Stand stand) throws IOException {
        List<Result> results = new ArrayList<>();
        results.add(sleeping(stand));
        try (Fleet fleet = stand.fleet(stand.clients());
                MqttPeer publisher = stand.peer()) {
            fleet.once(WINDOW, (device, done) -> fallAsleep(stand, device, done));
            for (int messages : WAITING) {
                results.add(waking(stand, fleet, publisher, messages));
            }
            fleet.once(WINDOW, Device::disconnect);
        }
        return results;
    }

    private Result sleeping(Stand stand) throws IOException {
        Meters meters = stand.meters();
        try (Fleet fleet = stand.fleet(sleepers)) {
            double heapBefore = heapKib(meters);
            double residentBefore = meters.gatewayKib();
            Meters.Run run = meters.begin();
            Latencies latencies = fleet.once(WINDOW, (device, done) -> fallAsleep(stand, device, done));
            double seconds = run.seconds();
            stand.afterwork();
            Cost cost = run.end().lasting(seconds);
            double resident = meters.gatewayKib();
            double heap = heapKib(meters);
            String packets = packetsPerHour(stand);
            Result result = Result.of("fall asleep", sleepers, latencies, cost, resident)
                    .withMemory((resident - residentBefore) / sleepers, (heap - heapBefore) / sleepers)
                    .withNote(packets)
                    .withNote(fleet.troubles());
            fleet.once(WINDOW, Device::disconnect);
            // What the gateway does behind the last answers must not count as memory of those that follow.
            stand.reactor().turnUntil(() -> false, SETTLE_MILLIS);
            return result;
        }
    }

    /** What the broker counts while nobody does anything: the keep-alive of the gateway, both ways. */
    private String packetsPerHour(Stand stand) throws IOException {
        try (MqttPeer statistics = stand.statistics()) {
            statistics.inbox(
                    text -> brokerHeard = Long.parseLong(UTF_8.decode(text).toString()));
            statistics.subscribe("$SYS/broker/messages/received");
            if (!stand.reactor().turnUntil(() -> brokerHeard > 0, SETTLE_MILLIS)) {
                return "this broker does not count its packets";
            }
            stand.reactor().turnUntil(() -> false, SETTLE_MILLIS);
            long before = brokerHeard;
            stand.reactor().turnUntil(() -> false, QUIET_SECONDS * 1000L);
            double packets = (brokerHeard - before) * 3600.0 / QUIET_SECONDS / sleepers;
            return String.format(Locale.ROOT, "%.2f packets per hour and client go to the broker", packets);
        }
    }

    private static void fallAsleep(Stand stand, Device device, Work done) throws IOException {
        device.connect(
                () -> device.subscribe(1, stand.topic(device.number()), () -> device.sleep(SLEEP_SECONDS, done)));
    }

    private static Result waking(Stand stand, Fleet fleet, MqttPeer publisher, int messages) throws IOException {
        Meters meters = stand.meters();
        double heapBefore = heapKib(meters);
        for (int i = 0; i < messages; i++) {
            for (Device device : fleet.devices()) {
                if (!publisher.publish(1, stand.topic(device.number()), READING)) {
                    throw new IOException("the broker does not take the messages of the publisher");
                }
            }
            stand.turn();
        }
        stand.afterwork();
        double heapPerMessage = (heapKib(meters) - heapBefore) / messages / stand.clients();
        Meters.Run run = meters.begin();
        Latencies latencies = fleet.once(1, Device::wake);
        Cost cost = run.end();
        return Result.of("wake to " + messages, stand.clients(), latencies, cost, meters.gatewayKib())
                .withNote("%.2f KiB of heap for a message that waits".formatted(heapPerMessage))
                .withNote(fleet.troubles());
    }

    private static double heapKib(Meters meters) throws IOException {
        ProcessMeter gateway = meters.gateway();
        return gateway == null ? Double.NaN : Heap.kibAfterCollection(gateway.pid());
    }
}
