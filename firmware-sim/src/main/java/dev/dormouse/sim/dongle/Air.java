package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The radio channel between a dongle and its nodes. Keeps the order of the datagrams of each node; repeatable by its seed. */
public final class Air {
    private final Timeline time;
    private final AirConditions conditions;
    private final Random random;
    private final Map<NodeAddress, Station> stations = new LinkedHashMap<>();
    private final Set<NodeAddress> joined = new HashSet<>();
    private @Nullable Antenna antenna;

    /** The dongle's ear. */
    public interface Antenna {
        void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast);
    }

    public Air(Timeline time, AirConditions conditions, long seed) {
        this.time = time;
        this.conditions = conditions;
        this.random = new Random(seed);
    }

    /** Switches a node on. */
    public void add(NodeAddress address, Node node) {
        Station station = new Station(address, node, this);
        stations.put(address, station);
        station.start(time);
    }

    Timeline time() {
        return time;
    }

    /** Gives the dongle its ear; null while none is plugged in, then what nodes send is lost. */
    public void attach(@Nullable Antenna ear) {
        antenna = ear;
    }

    /** The addresses of all nodes in the order they were added. */
    public List<NodeAddress> nodes() {
        return List.copyOf(stations.keySet());
    }

    /** The first node whose address fits, null without one. */
    public @Nullable NodeAddress find(Predicate<NodeAddress> wanted) {
        return stations.keySet().stream().filter(wanted).findFirst().orElse(null);
    }

    /** Whether this is the first that the network hears of a node: true once for each, however often the dongle is plugged in. */
    public boolean joins(NodeAddress node) {
        return joined.add(node);
    }

    /**
     * Sends a datagram to one node.
     *
     * @param outcome hears once how it ended, later, never during this call
     */
    public void unicast(@Nullable NodeAddress to, Bytes datagram, Consumer<Delivery> outcome) {
        Station station = to == null ? null : stations.get(to);
        if (station == null) {
            time.after(conditions.down().maxDelay(), () -> outcome.accept(Delivery.UNKNOWN_ADDRESS));
            return;
        }
        station.offer(new Downward(datagram, outcome, time.now() + conditions.hold()), time);
    }

    /** Sends a datagram to every node that listens; each may miss it. */
    public void broadcast(Bytes datagram) {
        for (Station station : stations.values()) {
            if (station.listening() && !happens(conditions.down().loss())) {
                time.after(station.arrival(time, delay(conditions.down())), () -> station.hear(datagram, time));
            }
        }
    }

    /** A datagram on its way to a node; expired at that moment, milliseconds since the start. */
    record Downward(Bytes datagram, Consumer<Delivery> outcome, long expires) {}

    void upward(Station from, Bytes datagram, boolean broadcast) {
        if (happens(conditions.up().loss())) {
            return;
        }
        time.after(from.departure(time, delay(conditions.up())), () -> {
            if (antenna != null) {
                antenna.onDatagram(from.address(), datagram, broadcast);
            }
        });
    }

    /** Carries a datagram to a node that listens. */
    void carry(Station to, Downward message) {
        if (happens(conditions.down().loss())) {
            time.after(2 * conditions.down().maxDelay(), () -> message.outcome().accept(Delivery.NO_ACKNOWLEDGEMENT));
            return;
        }
        boolean acknowledged = !happens(conditions.ackLoss());
        time.after(to.arrival(time, delay(conditions.down())), () -> {
            to.hear(message.datagram(), time);
            message.outcome().accept(acknowledged ? Delivery.DELIVERED : Delivery.NO_ACKNOWLEDGEMENT);
        });
    }

    private long delay(AirConditions.Way way) {
        return random.nextLong(way.minDelay(), way.maxDelay() + 1);
    }

    private boolean happens(double share) {
        return random.nextDouble() < share;
    }
}
