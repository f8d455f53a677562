package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;

/** The firmware of a dongle from power on to power off: octets of the host in, octets for the host out over its {@link Wire}. */
public interface Dongle extends Air.Antenna {
    /** Called once, when power comes. */
    void powerOn();

    /** Octets from the host, cut anyhow. */
    void hear(Bytes octets);

    /** A scripted fault begins; faults that a dongle does not know are ignored. */
    void faultBegins(FaultKind kind);

    /** A scripted fault is over. */
    void faultEnds(FaultKind kind);
}
