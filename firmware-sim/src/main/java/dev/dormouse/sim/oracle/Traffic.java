package dev.dormouse.sim.oracle;

import dev.dormouse.sim.device.DeviceState;
import java.util.Set;

/** What the devices of a group have sent and received, and how long they were awake. */
public final class Traffic {
    private static final Set<DeviceState> LISTENING =
            Set.of(DeviceState.SEARCHING, DeviceState.CONNECTING, DeviceState.ACTIVE, DeviceState.AWAKE);

    long datagramsUp;
    long datagramsDown;
    long octetsUp;
    long octetsDown;
    private int listening;
    private long listened;

    public long datagramsUp() {
        return datagramsUp;
    }

    public long datagramsDown() {
        return datagramsDown;
    }

    /** Without headers. */
    public long octetsUp() {
        return octetsUp;
    }

    public long octetsDown() {
        return octetsDown;
    }

    /** A device goes from one state to another. */
    void stateChanged(DeviceState from, DeviceState to, long now) {
        if (LISTENING.contains(from)) {
            listening--;
            listened += now;
        }
        if (LISTENING.contains(to)) {
            listening++;
            listened -= now;
        }
    }

    /** How long the devices have been awake until a moment, together. */
    public long awakeMicros(long now) {
        return listened + listening * now;
    }

    void add(Traffic more) {
        datagramsUp += more.datagramsUp;
        datagramsDown += more.datagramsDown;
        octetsUp += more.octetsUp;
        octetsDown += more.octetsDown;
        listening += more.listening;
        listened += more.listened;
    }
}
