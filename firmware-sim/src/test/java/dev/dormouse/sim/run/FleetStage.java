package dev.dormouse.sim.run;

import dev.dormouse.gateway.script.VirtualGateway;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.oracle.Oracle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A fleet against the gateway's own code, on one clock: days pass in seconds, and the same seed gives the same run. */
final class FleetStage {
    private static final long NANOS_PER_MICRO = 1000;

    final Oracle oracle;
    private final Clock clock = new Clock();
    private final Map<String, Port.Ear> ears = new HashMap<>();
    private final VirtualGateway gateway = new VirtualGateway(this::heard, this::arrived);
    private final Fleet fleet;

    FleetStage(FleetPlan plan, long seed) {
        oracle = new Oracle(plan);
        Unit.Surroundings around = new Unit.Surroundings(clock, this::port, oracle, this::command);
        fleet = new Fleet(plan, clock, 0, 1, group -> around, seed);
        fleet.begin();
    }

    /** Lets time pass for everybody. */
    void after(Duration time) {
        long end = clock.now() + micros(time);
        for (long next = nextDue(); next <= end; next = nextDue()) {
            advanceTo(next);
        }
        advanceTo(end);
    }

    private long nextDue() {
        Duration due = gateway.nextDue();
        // Rounded up, so that it is due then.
        return Math.min(clock.nextDue(), due == null ? Long.MAX_VALUE : micros(due.plusNanos(NANOS_PER_MICRO - 1)));
    }

    private void advanceTo(long moment) {
        gateway.advanceTo(Duration.ofNanos(moment * NANOS_PER_MICRO));
        clock.advanceTo(moment);
    }

    private static long micros(Duration time) {
        return time.toNanos() / NANOS_PER_MICRO;
    }

    /** The broker is away for some time. */
    void outage(Duration length) {
        gateway.brokerGoes();
        after(length);
        gateway.brokerReturns();
    }

    /** Nothing new from now on; sleepers fetch what is held for them. */
    void drain() {
        fleet.drain();
    }

    long now() {
        return clock.now();
    }

    private void heard(String address, byte[] datagram) {
        clock.tell(micros(gateway.elapsed()));
        Port.Ear ear = ears.get(address);
        if (ear != null) {
            ear.hear(datagram);
        }
    }

    private void arrived(String topic, byte[] payload) {
        oracle.arrived(topic, payload, micros(gateway.elapsed()));
    }

    /** The level before the last is the device: its session is the one that gets it. */
    private boolean command(String topic, int qos, String payload) {
        String[] levels = topic.split("/", -1);
        return gateway.publish(levels[levels.length - 2], topic, payload, qos);
    }

    private Port port(int device, Port.Ear ear) {
        String address = "d" + device;
        ears.put(address, ear);
        return new Port() {
            @Override
            public void send(byte[] datagram) {
                gateway.hand(address, datagram);
            }

            @Override
            public void rebind() {
                throw new UnsupportedOperationException("no address translators here");
            }

            @Override
            public void close() {
                ears.remove(address);
            }
        };
    }
}
