package dev.dormouse.sim.fleet;

import java.util.List;

/**
 * A whole fleet.
 *
 * @param name in reports
 * @param late microseconds after which the arrival of a message counts as late
 * @param current what a device draws
 * @param groups one or more
 */
public record FleetPlan(String name, long late, CurrentPlan current, List<GroupPlan> groups) {
    /** How many devices there are. */
    public int devices() {
        return groups.stream().mapToInt(GroupPlan::count).sum();
    }

    /** How many sockets they need. */
    public int sockets() {
        return groups.stream()
                .mapToInt(group -> group.link().carrier().sockets(group.count()))
                .sum();
    }
}
