package dev.dormouse.sim.run;

import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.gateway.script.VirtualGateway;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.link.Datagrams;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.proxy.Meddler;
import dev.dormouse.sim.proxy.Meddling;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fleet against the gateway's own code, on one clock: days pass in seconds, and the same seed gives the same run. */
final class FleetStage {
    private static final long NANOS_PER_MICRO = 1000;

    final Oracle oracle;
    private final Clock clock = new Clock();
    private final Map<String, Way> ways = new HashMap<>();
    private final VirtualGateway gateway = new VirtualGateway(this::heard, this::arrived);
    private final Fleet fleet;
    private final List<Meddler> meddlers;

    /** Meddlers stand between the devices and the gateway. */
    FleetStage(FleetPlan plan, long seed, Meddler... meddlers) {
        this.meddlers = List.of(meddlers);
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

    /** Whether every device has finished what it had begun. */
    boolean idle() {
        return fleet.idle();
    }

    long now() {
        return clock.now();
    }

    private void heard(String address, byte[] datagram) {
        clock.tell(micros(gateway.elapsed()));
        Way way = ways.get(address);
        if (way != null) {
            way.down(datagram);
        }
    }

    private void arrived(String topic, byte[] payload) {
        oracle.arrived(topic, payload, micros(gateway.elapsed()));
    }

    /** The level before the last is the device: its session is the one that gets it. */
    private boolean command(String topic, int qos, boolean retain, String payload) {
        String[] levels = topic.split("/", -1);
        return gateway.publish(levels[levels.length - 2], topic, payload, qos);
    }

    private Port port(int device, Port.Ear ear) {
        Way way = new Way("d" + device, ear);
        ways.put(way.address, way);
        return way;
    }

    /** Between a device and the gateway. */
    private final class Way implements Port, Meddler.Ends {
        private final String address;
        private final Port.Ear ear;

        Way(String address, Port.Ear ear) {
            this.address = address;
            this.ear = ear;
        }

        @Override
        public void send(byte[] datagram) {
            if (Meddling.passes(meddlers, datagram, (meddler, packet) -> meddler.up(packet, this))) {
                gateway.hand(address, datagram);
            }
        }

        void down(byte[] datagram) {
            if (Meddling.passes(meddlers, datagram, (meddler, packet) -> meddler.down(packet, this))) {
                ear.hear(datagram);
            }
        }

        @Override
        public long now() {
            return clock.now();
        }

        @Override
        public void toGateway(V12Packet packet) {
            gateway.hand(address, Datagrams.of(packet));
        }

        /** A moment later: no device hears an answer while it still speaks. */
        @Override
        public void toDevice(V12Packet packet) {
            Alarm arrival = new Alarm() {
                @Override
                void ring(long now) {
                    ear.hear(Datagrams.of(packet));
                }
            };
            clock.set(arrival, clock.now() + 1);
        }

        @Override
        public void rebind() {
            throw new UnsupportedOperationException("no address translators here");
        }

        @Override
        public void close() {
            ways.remove(address);
        }
    }
}
