package dev.dormouse.sim.link;

/** Opens ports. */
public interface Ports {
    /** Opens the port of a device, told apart by a number from 0. */
    Port open(int device, Port.Ear ear);
}
