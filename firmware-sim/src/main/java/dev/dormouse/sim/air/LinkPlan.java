package dev.dormouse.sim.air;

import java.util.List;

/**
 * How a group of devices reaches its gateway.
 *
 * @param name as in the fleet file
 * @param shared whether devices share sockets and are told apart by forwarder envelopes (1.2 §5.5)
 * @param devicesPerSocket on a shared link, 1 or more
 * @param up what happens towards the gateway
 * @param down what happens towards the devices
 * @param nat the address translator on the way
 * @param outages when nothing gets through
 */
public record LinkPlan(
        String name,
        boolean shared,
        int devicesPerSocket,
        Conditions up,
        Conditions down,
        Nat nat,
        List<Outage> outages) {

    /** Each device with a socket of its own and nothing between. */
    public static LinkPlan direct(String name) {
        return new LinkPlan(name, false, 1, Conditions.PERFECT, Conditions.PERFECT, Nat.NONE, List.of());
    }

    public boolean out(long now) {
        for (Outage outage : outages) {
            if (outage.covers(now)) {
                return true;
            }
        }
        return false;
    }
}
