package dev.dormouse.sim.run;

import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.GroupPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** The devices of a fleet that share a clock: all of them, or every n-th. */
public final class Fleet {
    private final List<Unit> units = new ArrayList<>();
    private final Clock clock;

    /**
     * Makes the devices whose index leaves the given remainder.
     *
     * @param around the surroundings by the index of the group
     * @param seed the same seed makes the same devices, however many clocks share them
     */
    public Fleet(FleetPlan plan, Clock clock, int share, int shares, IntFunction<Unit.Surroundings> around, long seed) {
        this.clock = clock;
        SplittableRandom seeds = new SplittableRandom(seed);
        int index = 0;
        for (int g = 0; g < plan.groups().size(); g++) {
            GroupPlan group = plan.groups().get(g);
            Unit.Surroundings surroundings = around.apply(g);
            for (int number = 1; number <= group.count(); number++) {
                long own = seeds.nextLong();
                if (index % shares == share) {
                    units.add(new Unit(index, number, group, surroundings, own));
                }
                index++;
            }
        }
    }

    public List<Unit> units() {
        return units;
    }

    /** Switches the devices on, each when its group says. */
    public void begin() {
        units.forEach(unit -> unit.begin(clock.now()));
    }

    /** Nothing new is sent from now on; sleepers fetch what is held for them. */
    public void drain() {
        units.forEach(unit -> unit.drain(clock.now()));
    }

    /** Whether every device has finished what it had begun. */
    public boolean idle() {
        return units.stream().allMatch(Unit::idle);
    }

    /** Lets the devices say farewell. */
    public void end() {
        units.forEach(unit -> unit.end(clock.now()));
    }

    public void close() {
        units.forEach(Unit::close);
    }
}
