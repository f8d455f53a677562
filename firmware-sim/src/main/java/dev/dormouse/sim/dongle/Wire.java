package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;

/** The serial line from a dongle to its host. */
public interface Wire {
    /** Puts the octets of one frame on the line. Never blocks. */
    void write(Bytes octets);
}
