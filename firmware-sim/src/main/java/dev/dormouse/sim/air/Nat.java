package dev.dormouse.sim.air;

/**
 * An address translator on the way: the gateway sees the device under another port every now and then.
 *
 * @param timeout microseconds of silence after which the way back is closed and the next datagram gets a new port; 0 for never
 * @param rebindEvery microseconds after which the port changes in any case; 0 for never
 */
public record Nat(long timeout, long rebindEvery) {
    public static final Nat NONE = new Nat(0, 0);
}
