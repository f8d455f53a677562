package dev.dormouse.sim.air;

import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Dongle;
import dev.dormouse.sim.dongle.Fault;
import dev.dormouse.sim.dongle.Rig;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What takes the datagrams of a group of devices to the gateway. */
public sealed interface Carrier {
    /** How many sockets so many devices need. */
    int sockets(int devices);

    /** A UDP socket for each device. */
    record OwnSockets() implements Carrier {
        @Override
        public int sockets(int devices) {
            return devices;
        }
    }

    /**
     * UDP sockets shared by devices that are told apart by forwarder envelopes (1.2 §5.5).
     *
     * @param devicesPerSocket 1 or more
     */
    record SharedSockets(int devicesPerSocket) implements Carrier {
        @Override
        public int sockets(int devices) {
            return (devices + devicesPerSocket - 1) / devicesPerSocket;
        }
    }

    /**
     * A simulated radio dongle whose nodes the devices are.
     *
     * @param pty where the gateway finds it: a symbolic link to a pseudo-terminal
     * @param maker builds the dongle each time that it gets power
     * @param air between dongle and nodes: what it loses, the dongle knows
     * @param faults what the dongle does wrong
     * @param mostNodes how many it can have
     */
    record RadioDongle(Path pty, Function<Rig, Dongle> maker, AirConditions air, List<Fault> faults, int mostNodes)
            implements Carrier {
        @Override
        public int sockets(int devices) {
            return 0;
        }
    }
}
