package dev.dormouse.sim.oracle;

/** What the devices of a group have sent and received, and how long they were awake. */
public final class Traffic {
    long datagramsUp;
    long datagramsDown;
    long octetsUp;
    long octetsDown;
    long awakeMicros;

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

    /** The wake-ups from PINGREQ to PINGRESP, together. */
    public long awakeMicros() {
        return awakeMicros;
    }

    void add(Traffic more) {
        datagramsUp += more.datagramsUp;
        datagramsDown += more.datagramsDown;
        octetsUp += more.octetsUp;
        octetsDown += more.octetsDown;
        awakeMicros += more.awakeMicros;
    }
}
