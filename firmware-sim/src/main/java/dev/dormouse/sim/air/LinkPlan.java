package dev.dormouse.sim.air;

import java.util.List;

/**
 * How a group of devices reaches its gateway.
 *
 * @param name as in the fleet file
 * @param carrier what takes the datagrams there
 * @param up what happens towards the gateway, besides what the carrier does
 * @param down what happens towards the devices
 * @param nat the address translator on the way
 * @param outages when nothing gets through
 */
public record LinkPlan(String name, Carrier carrier, Conditions up, Conditions down, Nat nat, List<Outage> outages) {

    /** Each device with a socket of its own and nothing between. */
    public static LinkPlan direct(String name) {
        return new LinkPlan(
                name, new Carrier.OwnSockets(), Conditions.PERFECT, Conditions.PERFECT, Nat.NONE, List.of());
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
