package dev.dormouse.sim.fleet;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Conditions;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.air.Nat;
import dev.dormouse.sim.air.Outage;
import java.util.List;
import java.util.Map;

/** Reads a {@code [[links]]} of a fleet file. */
final class LinkReader {
    private static final int SMALLEST_DATAGRAM = 16;
    private static final long MOST_BITS_PER_SECOND = 1_000_000_000;
    private static final Map<String, DongleReader.Kind> DONGLES = Map.of(
            "forwarder", DongleReader::forwarder,
            "xbee", DongleReader::xbee,
            "znp", DongleReader::znp,
            "ble", DongleReader::ble);

    private LinkReader() {}

    static LinkPlan read(Table table) {
        String type = table.choice("type", List.of("udp", "shared", "forwarder", "xbee", "znp", "ble"), "udp");
        String name = table.text("name", type);
        DongleReader.Kind dongle = DONGLES.get(type);
        if (dongle != null) {
            Conditions both = conditions(table, DongleReader.USUAL);
            Conditions up = conditions(table.table("up"), both);
            Conditions down = conditions(table.table("down"), both);
            Carrier carrier = dongle.read(new DongleReader(table, up, down));
            // What the dongle's own air does, with the dongle's knowledge, is done.
            return new LinkPlan(
                    name, carrier, up.withoutLossAndDelay(), down.withoutLossAndDelay(), Nat.NONE, outages(table));
        }
        Conditions both = conditions(table, Conditions.PERFECT);
        Table nat = table.table("nat");
        return new LinkPlan(
                name,
                type.equals("udp")
                        ? new Carrier.OwnSockets()
                        : new Carrier.SharedSockets((int) table.integer("devices-per-socket", 1, 100_000, 1000)),
                conditions(table.table("up"), both),
                conditions(table.table("down"), both),
                new Nat(nat.duration("timeout", 0), nat.duration("rebind-every", 0)),
                outages(table));
    }

    private static Conditions conditions(Table table, Conditions otherwise) {
        return new Conditions(
                table.share("loss", otherwise.loss()),
                table.share("duplication", otherwise.duplication()),
                table.share("reordering", otherwise.reordering()),
                table.share("corruption", otherwise.corruption()),
                table.duration("delay", otherwise.delay()),
                table.duration("jitter", otherwise.jitter()),
                table.integer("bandwidth", 0, MOST_BITS_PER_SECOND, otherwise.bandwidth()),
                (int) table.integer(
                        "max-datagram", SMALLEST_DATAGRAM, Conditions.LARGEST_DATAGRAM, otherwise.largest()));
    }

    private static List<Outage> outages(Table table) {
        return table.tables("outages").stream()
                .map(outage ->
                        new Outage(outage.duration("at", 0), outage.duration("for", 0), outage.duration("every", 0)))
                .toList();
    }
}
