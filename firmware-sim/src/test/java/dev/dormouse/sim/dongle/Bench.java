package dev.dormouse.sim.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.meter.Meter;
import dev.dormouse.sim.dongle.meter.MeterOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/** A dongle with meters behind it, in virtual time, and a host that answers each of them at once. */
public final class Bench {
    private static final long STEP_MILLIS = 100;

    private final Timeline time = new Timeline();
    private final Tally tally = new Tally();
    private final Map<Object, MiniGateway> gateways = new LinkedHashMap<>();
    private final List<Meter> meters = new ArrayList<>();
    private final Air air;
    private final FaultScript faults;

    /** The host's side of a protocol. */
    public interface Host {
        /** Octets from the dongle, none every tenth of a second; what is to go to it is added to {@code toDongle}. */
        void hear(Bytes octets, Queue<Bytes> toDongle);
    }

    public Bench(int nodes, AirConditions conditions, String... faults) {
        air = new Air(time, conditions, 7);
        this.faults = new FaultScript(Arrays.stream(faults).map(Fault::parse).toList(), time, 7);
        for (int i = 0; i < nodes; i++) {
            Meter meter = new Meter(MeterOptions.of("node" + i), (name, event, detail) -> {});
            meters.add(meter);
            air.add(NodeAddress.numbered(i), meter);
        }
    }

    public Timeline time() {
        return time;
    }

    public Tally tally() {
        return tally;
    }

    public Air air() {
        return air;
    }

    /** What answers a node, by whatever address the host knows it; one message is waiting there for it. */
    public MiniGateway gateway(Object node) {
        return gateways.computeIfAbsent(node, any -> {
            MiniGateway gateway = new MiniGateway();
            gateway.queue("first");
            return gateway;
        });
    }

    /** Plays that many milliseconds; {@code hello} is the first that the host says. */
    public void play(Function<Rig, Dongle> maker, Host host, long millis, Bytes... hello) {
        Queue<Bytes> toDongle = new ArrayDeque<>(List.of(hello));
        FaultyWire wire = new FaultyWire(octets -> host.hear(octets, toDongle), faults, time);
        Dongle dongle = maker.apply(new Rig(time, air, wire, faults, tally));
        faults.announce(dongle::faultBegins, dongle::faultEnds);
        dongle.powerOn();
        for (long now = 0; now < millis; now += STEP_MILLIS) {
            time.advanceTo(now);
            host.hear(Bytes.EMPTY, toDongle);
            for (int left = toDongle.size(); left > 0; left--) {
                dongle.hear(toDongle.remove());
            }
        }
    }

    /** Each meter has published several times, its first message is known, and it has got the one that waited, once. */
    public void everybodyWasServed() {
        assertEquals(meters.size(), gateways.size());
        for (int i = 0; i < meters.size(); i++) {
            String first = "node" + i + "-1";
            MiniGateway gateway = gateways.values().stream()
                    .filter(each -> each.published().contains(first))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(first + " is lost"));
            assertEquals(List.of("first"), gateway.acknowledged());
            assertTrue(
                    meters.get(i).published() > 2, "published: " + meters.get(i).published());
        }
    }
}
