package dev.dormouse.sim.dongle;

/**
 * What every dongle is wired to.
 *
 * @param time its clock
 * @param air the radio channel with the nodes
 * @param wire the serial line to the host
 * @param faults what is to go wrong
 * @param tally where it counts
 */
public record Rig(Timeline time, Air air, Wire wire, FaultScript faults, Tally tally) {}
