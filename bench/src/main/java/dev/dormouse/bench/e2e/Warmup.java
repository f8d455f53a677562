package dev.dormouse.bench.e2e;

import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.scenario.AcknowledgedDown;
import dev.dormouse.bench.scenario.AcknowledgedUp;
import dev.dormouse.bench.scenario.Bursts;
import dev.dormouse.bench.scenario.Stand;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What happens before anything is counted: waiting for the gateway, and letting its JVM compile what the scenarios use. */
final class Warmup {
    private static final int BURST_CLIENTS = 100;

    private final Stand stand;

    Warmup(Stand stand) {
        this.stand = stand;
    }

    /** Returns when the gateway has answered a CONNECT; fails when it does not do so for a minute. */
    void awaitGateway() throws IOException {
        InetSocketAddress gateway = stand.gateway();
        try (Fleet one = new Fleet(stand.reactor(), gateway, "bench-" + stand.id() + "-knock", 1)) {
            one.once(1, (device, done) -> device.connect(() -> device.disconnect(done)));
        } catch (IOException e) {
            throw new IOException("no MQTT-SN gateway answers at " + gateway + ": " + e.getMessage(), e);
        }
    }

    /** Loads the gateway in all ways for about so many seconds. */
    void run(double seconds) throws IOException {
        double third = seconds / 3;
        Stand brief = stand.withSeconds(third / 2);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        new AcknowledgedUp(1).run(brief);
        new AcknowledgedUp(2).run(brief);
        new AcknowledgedDown().run(stand.withSeconds(third));
        while (System.nanoTime() - end < 0) {
            new Bursts(BURST_CLIENTS, 5).run(brief);
        }
    }
}
