package dev.dormouse.sim.run;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Direction;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.air.Nat;
import dev.dormouse.sim.device.Device;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Radio;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.link.Datagrams;
import dev.dormouse.sim.link.Port;
import dev.dormouse.sim.link.Ports;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One device of a fleet, with its application, its air and its port. */
public final class Unit extends Alarm implements Radio, Port.Ear {
    private final int index;
    private final int number;
    private final GroupPlan group;
    private final Clock clock;
    private final Witness witness;
    private final Device device;
    private final Firmware firmware;
    private final Direction up;
    private final Direction down;
    private final History history = new History();
    private final Port port;
    private long lastTraffic;
    private long lastBinding;

    /**
     * The device with a number from 1 of a group; the index, from 0, tells it apart in the whole fleet. Each part has chances of its
     * own: how much there is to hear, which depends on the computer too, does not change what is sent and when.
     */
    Unit(int index, int number, GroupPlan group, Surroundings around, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.index = index;
        this.number = number;
        this.group = group;
        this.clock = around.clock();
        this.witness = around.witness();
        this.up = new Direction(group.link().up(), random.split());
        this.down = new Direction(group.link().down(), random.split());
        this.firmware = new Firmware(this, around.farEnd(), random.split());
        String will = new Mark(index, Mark.WILL, 1).toString();
        this.device = new Device(group.setup(number, will), this, firmware, random.nextLong());
        this.port = around.ports().open(index, this);
    }

    /**
     * What a device finds around it.
     *
     * @param clock its time
     * @param ports how it gets out
     * @param witness sees all it does
     * @param farEnd sends it commands
     */
    public record Surroundings(Clock clock, Ports ports, Witness witness, FarEnd farEnd) {}

    public int index() {
        return index;
    }

    public String id() {
        return group.ids().id(number);
    }

    public GroupPlan group() {
        return group;
    }

    /** Its number within its group, from 1. */
    public int number() {
        return number;
    }

    public Device device() {
        return device;
    }

    Witness witness() {
        return witness;
    }

    /** Its last packets, oldest first, a line each. */
    public List<String> history() {
        return history.lines();
    }

    /** Whether it has nothing left to send or to wait for, or waits for its application to connect. */
    public boolean idle() {
        boolean connected = device.state() == DeviceState.ACTIVE || device.state() == DeviceState.AWAKE;
        return device.idle() || (!connected && !group.profile().reconnects());
    }

    /** Switches it on within the time that its group has for that. */
    void begin(long now) {
        firmware.begin(now);
        settle();
    }

    /** From now on it sends nothing new, and fetches what is held for it. */
    void drain(long now) {
        firmware.drain(now);
        settle();
    }

    /** Ends its connection. */
    void end(long now) {
        device.disconnect(now);
    }

    void close() {
        clock.set(this, Ticks.NEVER);
        port.close();
    }

    @Override
    void ring(long now) {
        if (now >= device.nextPoll()) {
            device.poll(now);
        }
        firmware.poll(now);
        settle();
    }

    private void settle() {
        clock.set(this, Math.min(device.nextPoll(), firmware.nextPoll()));
    }

    @Override
    public void send(V12Packet packet, long now) {
        send(packet, port::send, now);
    }

    @Override
    public void broadcast(V12Packet packet, long now) {
        send(packet, port::broadcast, now);
    }

    private void send(V12Packet packet, Consumer<byte[]> way, long now) {
        LinkPlan link = group.link();
        byte[] datagram = Datagrams.of(packet);
        translateAddress(link.nat(), now);
        witness.datagram(this, true, datagram.length, now);
        boolean arrives = !link.out(now) && up.carry(datagram, now, (octets, when) -> fly(octets, way, now, when));
        history.add(now, true, !arrives, datagram);
    }

    private void fly(byte[] datagram, Consumer<byte[]> way, long now, long when) {
        if (when <= now) {
            way.accept(datagram);
        } else {
            clock.set(new Flight(datagram, way), when);
        }
    }

    /** Switches the receiver on or off. */
    void receive(boolean on) {
        port.receive(on);
    }

    private void translateAddress(Nat nat, long now) {
        boolean timedOut = nat.timeout() > 0 && now - lastTraffic > nat.timeout();
        boolean due = nat.rebindEvery() > 0 && now - lastBinding > nat.rebindEvery();
        if ((timedOut || due) && now > 0) {
            lastBinding = now;
            port.rebind();
        }
        lastTraffic = now;
    }

    /** A datagram has come to this device's address. */
    @Override
    public void hear(byte[] datagram) {
        long now = clock.now();
        Nat nat = group.link().nat();
        boolean closed = nat.timeout() > 0 && now - lastTraffic > nat.timeout();
        boolean arrives = !closed
                && !group.link().out(now)
                && down.carry(datagram, now, (octets, when) -> fly(octets, this::arrive, now, when));
        if (!arrives) {
            history.add(now, false, true, datagram);
        }
    }

    private void arrive(byte[] datagram) {
        long now = clock.now();
        lastTraffic = now;
        if (!listens()) {
            history.addUnheard(now, datagram);
            tellIfDisturbed(datagram, now);
            return;
        }
        history.add(now, false, false, datagram);
        witness.datagram(this, false, datagram.length, now);
        try {
            device.hear(Datagrams.read(datagram), now);
        } catch (MalformedPacketException e) {
            // What a device cannot read it has not heard.
            return;
        }
        settle();
    }

    /** A dongle knows by itself who listens. */
    private boolean listens() {
        return group.link().carrier() instanceof Carrier.RadioDongle || device.listens();
    }

    /** What was under way, or may be the gateway's answer to an older word, is nobody's fault. */
    private void tellIfDisturbed(byte[] datagram, long now) {
        LinkPlan link = group.link();
        if (!device.sleepsAgreed() || link.up().delays() || link.down().delays()) {
            return;
        }
        try {
            V12Packet packet = Datagrams.read(datagram);
            if (packet.type() == V12PacketType.PUBLISH || packet.type() == V12PacketType.REGISTER) {
                witness.disturbed(this, packet.type(), now);
            }
        } catch (MalformedPacketException e) {
            // Not even a listener would have understood it.
            return;
        }
    }

    /** A datagram on its way. */
    private static final class Flight extends Alarm {
        private final byte[] datagram;
        private final Consumer<byte[]> way;

        Flight(byte[] datagram, Consumer<byte[]> way) {
            this.datagram = datagram;
            this.way = way;
        }

        @Override
        void ring(long now) {
            way.accept(datagram);
        }
    }
}
