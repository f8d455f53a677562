package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.FaultKind;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import dev.dormouse.sim.dongle.Rig;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A Bluetooth controller with HCI on a UART: it scans, connects to peripherals and carries their data. */
public final class BleDongle implements Dongle {
    private static final int HOST_LEFT = 0x16;
    private static final int TIMED_OUT = 0x08;
    private static final int LIMIT_REACHED = 0x09;
    private static final int ALREADY_CONNECTED = 0x0B;
    private static final int NOT_NOW = 0x0C;
    private static final int NOT_ESTABLISHED = 0x3E;
    private static final long ANSWER_MILLIS = 1;
    private static final long ADVERTISING_MILLIS = 120;
    private static final long INTERVAL_MILLIS = 10;
    private static final long LATE_MILLIS = 10_000;
    private static final long BEACON_MILLIS = 5000;
    private static final int BEACON_REPEATS = 3;

    private final Rig rig;
    private final BleOptions options;
    private final Commands commands;
    private final Map<Integer, BleLink> links = new TreeMap<>();
    private H4 line = new H4();
    /** Counts resets: what was begun before one is not ended after it. */
    private int life;

    private int lastHandle;
    private int unsent;
    private boolean scanning;
    private boolean activeScan;
    private @Nullable Long wanted;
    private int beaconsSent;

    public BleDongle(Rig rig, BleOptions options) {
        this.rig = rig;
        this.options = options;
        this.commands = new Commands(options);
    }

    @Override
    public void powerOn() {
        rig.air().attach(this);
        if (options.beacons() > 0) {
            rig.time().after(BEACON_MILLIS, this::beacons);
        }
    }

    @Override
    public void hear(Bytes octets) {
        line.feed(octets, this::onPacket);
    }

    @Override
    public void onDatagram(NodeAddress from, Bytes datagram, boolean broadcast) {
        BleLink link = link(from);
        if (link != null && link.deliver(datagram)) {
            rig.tally().count("datagrams to the host");
        } else {
            rig.tally().count("lost: not connected");
        }
    }

    @Override
    public void faultBegins(FaultKind kind) {
        if (kind == FaultKind.RESET) {
            reset();
            write(Events.hardwareError());
        } else if (kind == FaultKind.NETWORK_DOWN) {
            List.copyOf(links.values()).forEach(link -> drop(link, TIMED_OUT));
        }
    }

    @Override
    public void faultEnds(FaultKind kind) {}

    private void reset() {
        life++;
        links.clear();
        line = new H4();
        unsent = 0;
        scanning = false;
        wanted = null;
    }

    private void onPacket(H4.Packet packet) {
        rig.tally().count("packets of the host");
        if (packet.type() == H4.COMMAND) {
            ByteBuf in = packet.content().toByteBuf();
            int opcode = in.readUnsignedShortLE();
            in.skipBytes(1);
            Bytes parameters = Bytes.read(in, in.readableBytes());
            later(ANSWER_MILLIS, () -> onCommand(opcode, parameters));
        } else if (packet.type() == H4.ACL) {
            onAcl(packet.content());
        } else {
            rig.tally().count("host out of step");
            write(Events.hardwareError());
        }
    }

    private void onCommand(int opcode, Bytes parameters) {
        try {
            ByteBuf in = parameters.toByteBuf();
            switch (opcode) {
                case 0x0C03 -> {
                    reset();
                    complete(opcode, Commands.OK);
                }
                case 0x0406 -> disconnect(in.readUnsignedShortLE());
                case 0x2005 -> complete(opcode, parameters.length() == 6 ? Commands.OK : Commands.INVALID_PARAMETERS);
                case 0x200C -> scan(in.readBoolean());
                case 0x200D -> connect(in.skipBytes(6));
                case 0x200E -> cancel();
                case 0x2013 -> onLink(opcode, in.readUnsignedShortLE(), Events::connectionUpdated);
                case 0x2016 -> onLink(opcode, in.readUnsignedShortLE(), Events::remoteFeatures);
                case 0x2022 ->
                    complete(
                            opcode,
                            Commands.OK,
                            new Octets().pairLow(in.readUnsignedShortLE()).done());
                default -> {
                    activeScan = opcode == 0x200B ? in.readBoolean() : activeScan;
                    Bytes answer = commands.answer(opcode);
                    if (answer == null) {
                        complete(opcode, Commands.UNKNOWN_COMMAND);
                    } else {
                        write(Events.commandComplete(opcode, answer));
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            complete(opcode, Commands.INVALID_PARAMETERS);
        }
    }

    private void complete(int opcode, int status) {
        complete(opcode, status, Bytes.EMPTY);
    }

    private void complete(int opcode, int status, Bytes more) {
        write(Events.commandComplete(
                opcode, new Octets().octet(status).bytes(more).done()));
    }

    /** A command about a connection, whose event comes a little later. */
    private void onLink(int opcode, int handle, IntFunction<Bytes> event) {
        boolean there = links.containsKey(handle);
        write(Events.commandStatus(opcode, there ? Commands.OK : Commands.UNKNOWN_CONNECTION));
        if (there) {
            later(INTERVAL_MILLIS, () -> write(event.apply(handle)));
        }
    }

    private void scan(boolean on) {
        complete(0x200C, Commands.OK);
        if (on && !scanning) {
            later(ADVERTISING_MILLIS, this::advertise);
        }
        scanning = on;
    }

    private void advertise() {
        if (!scanning) {
            return;
        }
        if (!rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            for (NodeAddress node : rig.air().nodes()) {
                if (link(node) == null) {
                    write(Advertising.peripheral(node));
                    if (activeScan) {
                        write(Advertising.name(node));
                    }
                }
            }
        }
        later(ADVERTISING_MILLIS, this::advertise);
    }

    /** Each beacon has a new message, and advertises it a few times. */
    private void beacons() {
        beaconsSent++;
        for (int repeat = 0; repeat < BEACON_REPEATS; repeat++) {
            for (int index = 0; index < options.beacons() && scanning; index++) {
                Bytes payload = Bytes.ofUtf8(index + "-" + beaconsSent);
                Bytes message = new Octets()
                        .octet(7 + payload.length())
                        .bytes(Bytes.ofHex("0C6274310000"))
                        .bytes(payload)
                        .done();
                write(Advertising.beacon(index, message));
            }
        }
        rig.time().after(BEACON_MILLIS, this::beacons);
    }

    private void connect(ByteBuf in) {
        long low = in.readUnsignedIntLE();
        long peer = (long) in.readUnsignedShortLE() << 32 | low;
        int status = wanted != null ? NOT_NOW : links.size() >= options.connections() ? LIMIT_REACHED : Commands.OK;
        NodeAddress node = rig.air().find(each -> each.ble() == peer);
        if (node != null && link(node) != null) {
            status = ALREADY_CONNECTED;
        }
        write(Events.commandStatus(0x200D, status));
        if (status != Commands.OK) {
            return;
        }
        wanted = peer;
        if (node != null && !rig.faults().goesOn(FaultKind.NETWORK_DOWN)) {
            later(ADVERTISING_MILLIS, () -> meet(node));
        }
    }

    private void meet(NodeAddress node) {
        if (wanted == null || wanted != node.ble()) {
            return;
        }
        wanted = null;
        if (rig.faults().hits(FaultKind.BUSY)) {
            write(Events.connected(NOT_ESTABLISHED, 0, node.ble()));
            return;
        }
        lastHandle = lastHandle % 0xEFF + 1;
        BleLink link = new BleLink(lastHandle, node, options, this::write, message -> rig.air()
                .unicast(node, message, delivery -> rig.tally().count("unicasts: " + delivery.text())));
        links.put(lastHandle, link);
        rig.tally().count("connections");
        write(Events.connected(Commands.OK, lastHandle, node.ble()));
        later(5 * INTERVAL_MILLIS, link::askForParameters);
    }

    private void cancel() {
        complete(0x200E, wanted == null ? NOT_NOW : Commands.OK);
        if (wanted != null) {
            write(Events.connected(Commands.UNKNOWN_CONNECTION, 0, wanted));
            wanted = null;
        }
    }

    private void disconnect(int handle) {
        BleLink link = links.get(handle);
        write(Events.commandStatus(0x0406, link == null ? Commands.UNKNOWN_CONNECTION : Commands.OK));
        if (link != null) {
            later(INTERVAL_MILLIS, () -> drop(link, HOST_LEFT));
        }
    }

    private void drop(BleLink link, int reason) {
        if (links.remove(link.handle(), link)) {
            write(Events.disconnected(link.handle(), reason));
        }
    }

    private void onAcl(Bytes packet) {
        int handle = packet.toByteBuf().readUnsignedShortLE() & 0x0FFF;
        BleLink link = links.get(handle);
        if (link == null) {
            rig.tally().count("ACL packets for no connection");
            return;
        }
        if (unsent == options.aclPackets()) {
            rig.tally().count("ACL packets beyond the credit");
            return;
        }
        unsent++;
        long due = rig.faults().hits(FaultKind.STATUS_LATE) ? LATE_MILLIS : INTERVAL_MILLIS;
        later(due, () -> {
            unsent--;
            if (links.containsKey(handle) && !rig.faults().hits(FaultKind.STATUS_LOST)) {
                write(Events.completed(handle + (rig.faults().hits(FaultKind.STATUS_WRONG_ID) ? 1 : 0), 1));
            }
        });
        link.onAcl(packet);
    }

    private @Nullable BleLink link(NodeAddress node) {
        for (BleLink link : new ArrayList<>(links.values())) {
            if (link.peer().equals(node)) {
                return link;
            }
        }
        return null;
    }

    /** Unless there is a reset before. */
    private void later(long millis, Runnable task) {
        int begun = life;
        rig.time().after(millis, () -> {
            if (begun == life) {
                task.run();
            }
        });
    }

    private void write(Bytes packet) {
        rig.wire().write(packet);
    }
}
