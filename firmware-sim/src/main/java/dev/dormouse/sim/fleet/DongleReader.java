package dev.dormouse.sim.fleet;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Conditions;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.Fault;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Rig;
import dev.dormouse.sim.dongle.ble.BleDongle;
import dev.dormouse.sim.dongle.ble.BleOptions;
import dev.dormouse.sim.dongle.forwarder.Crc;
import dev.dormouse.sim.dongle.forwarder.ForwarderDongle;
import dev.dormouse.sim.dongle.forwarder.ForwarderOptions;
import dev.dormouse.sim.dongle.forwarder.Framing;
import dev.dormouse.sim.dongle.xbee.XbeeDongle;
import dev.dormouse.sim.dongle.xbee.XbeeFirmware;
import dev.dormouse.sim.dongle.xbee.XbeeOptions;
import dev.dormouse.sim.dongle.znp.ZStack;
import dev.dormouse.sim.dongle.znp.ZnpDongle;
import dev.dormouse.sim.dongle.znp.ZnpOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the keys that a {@code [[links]]} has because it is a simulated radio dongle. */
final class DongleReader {
    private static final long MICROS_PER_MILLI = Ticks.SECOND / 1000;

    /** What the air of a radio does where the file says nothing. */
    static final Conditions USUAL =
            new Conditions(0, 0, 0, 0, 5 * MICROS_PER_MILLI, 10 * MICROS_PER_MILLI, 0, Conditions.LARGEST_DATAGRAM);

    private final Table table;
    private final Conditions up;
    private final Conditions down;

    /** A kind of dongle, and how its own keys are read. */
    @FunctionalInterface
    interface Kind {
        Carrier read(DongleReader reader);
    }

    DongleReader(Table table, Conditions up, Conditions down) {
        this.table = table;
        this.up = up;
        this.down = down;
    }

    Carrier forwarder() {
        boolean bare = table.flag("bare", false);
        boolean aquila = table.flag("aquila", false);
        Framing framing = table.choice("framing", words(Framing.values()), Framing.SLIP);
        Crc crc = table.choice("crc", words(Crc.values()), Crc.NONE);
        int idLength = (int) table.integer("node-id-length", 1, Long.BYTES, 2);
        if (aquila && bare) {
            table.wrong("bare", "cannot be with \"aquila\", which has envelopes");
        }
        ForwarderOptions options = aquila
                ? ForwarderOptions.AQUILA
                : bare ? ForwarderOptions.bare(framing, crc) : ForwarderOptions.of(framing, crc, idLength);
        int most = bare ? 1 : idLength == 1 && !aquila ? 1 << Byte.SIZE : NodeAddress.MOST;
        return read(rig -> new ForwarderDongle(rig, options), most);
    }

    Carrier xbee() {
        XbeeOptions options = new XbeeOptions(
                table.choice("firmware", words(XbeeFirmware.values()), XbeeFirmware.ZIGBEE_S2C),
                (int) table.integer("api-mode", 1, 2, 1),
                table.flag("encrypted", false),
                table.flag("short-sources", false));
        return read(rig -> new XbeeDongle(rig, options), NodeAddress.MOST);
    }

    Carrier znp() {
        ZnpOptions usual = ZnpOptions.of(ZStack.Z3_X);
        ZnpOptions options = new ZnpOptions(
                table.choice("z-stack", words(ZStack.values()), usual.firmware()),
                !table.flag("unformed", false),
                table.flag("boot-loader", false),
                (int) table.integer("endpoint", 1, 240, usual.endpoint()),
                (int) table.integer("cluster", 0, 0xFFFF, usual.cluster()));
        return read(rig -> new ZnpDongle(rig, options), NodeAddress.MOST);
    }

    Carrier ble() {
        BleOptions usual = BleOptions.DEFAULT;
        BleOptions options = new BleOptions(
                (int) table.integer("connections", 1, 255, usual.connections()),
                (int) table.integer("acl-length", 27, 251, usual.aclLength()),
                (int) table.integer("acl-packets", 1, 255, usual.aclPackets()),
                (int) table.integer("mtu", 23, 517, usual.mtu()),
                (int) table.integer("beacons", 0, 1000, usual.beacons()));
        return read(rig -> new BleDongle(rig, options), NodeAddress.MOST);
    }

    private Carrier read(Function<Rig, Dongle> maker, int mostNodes) {
        AirConditions clear = AirConditions.CLEAR;
        AirConditions air = new AirConditions(
                way(up),
                way(down),
                table.share("ack-loss", clear.ackLoss()),
                table.duration("hold", clear.hold() * MICROS_PER_MILLI) / MICROS_PER_MILLI);
        return new Carrier.RadioDongle(pty(), maker, air, faults(), mostNodes);
    }

    private Path pty() {
        String text = table.text("pty", "");
        if (text.isEmpty()) {
            table.wrong("pty", "is missing: where the gateway finds the dongle");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            table.wrong("pty", "is no path: " + e.getMessage());
            return Path.of("").toAbsolutePath();
        }
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (String text : table.texts("faults")) {
            try {
                faults.add(Fault.parse(text));
            } catch (IllegalArgumentException e) {
                table.wrong("faults", "has a wrong one: " + e.getMessage());
            }
        }
        return faults;
    }

    private static AirConditions.Way way(Conditions conditions) {
        long least = conditions.delay() / MICROS_PER_MILLI;
        return new AirConditions.Way(conditions.loss(), least, least + conditions.jitter() / MICROS_PER_MILLI);
    }

    /** The values of an enum by how they are written on the command line. */
    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(value -> value.toString().toLowerCase(Locale.ROOT), Function.identity()));
    }
}
