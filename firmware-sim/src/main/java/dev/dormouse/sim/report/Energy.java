package dev.dormouse.sim.report;

import dev.dormouse.sim.fleet.CurrentPlan;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.oracle.Tally;
import dev.dormouse.sim.oracle.Traffic;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a device costs in a day, on average: an estimate from octets and the current profile. The receiver of a sleeper is on while
 * it searches, connects, is active or awake, or for what it receives if that is longer; that of a device that only publishes for what
 * it receives; that of a device which stays connected and awake is always on.
 *
 * @param octets both ways, without headers
 * @param airtime seconds of sending and receiving, with headers
 * @param milliampereHours from the battery
 */
record Energy(double octets, double airtime, double milliampereHours) {
    private static final double DAY = 86_400;
    private static final double HOUR = 3600;
    private static final double BITS = 8;

    /** The estimate for a device of the whole fleet after some microseconds. */
    static Energy of(FleetPlan plan, Tally tally, long micros) {
        double octets = 0;
        double airtime = 0;
        double milliampereHours = 0;
        for (GroupPlan group : plan.groups()) {
            Energy each = of(plan.current(), group, tally.traffic(group.name()), micros);
            double share = (double) group.count() / plan.devices();
            octets += share * each.octets;
            airtime += share * each.airtime;
            milliampereHours += share * each.milliampereHours;
        }
        return new Energy(octets, airtime, milliampereHours);
    }

    /** The estimate for a device of a group. */
    static Energy of(CurrentPlan current, GroupPlan group, Traffic traffic, long micros) {
        double deviceDays = Math.max(1e-9, micros / 1e6 / DAY * group.count());
        double up = airtime(current, traffic.octetsUp(), traffic.datagramsUp()) / deviceDays;
        double down = airtime(current, traffic.octetsDown(), traffic.datagramsDown()) / deviceDays;
        double awake = traffic.awakeMicros(micros) / 1e6 / deviceDays;
        boolean alwaysOn = group.connects() && group.sleep() == null;
        double listening = alwaysOn ? Math.max(0, DAY - up) : Math.max(down, awake);
        double asleep = Math.max(0, DAY - up - listening);
        double charge = up * current.transmit() + listening * current.receive() + asleep * current.sleep();
        return new Energy((traffic.octetsUp() + traffic.octetsDown()) / deviceDays, up + down, charge / HOUR);
    }

    private static double airtime(CurrentPlan current, long octets, long datagrams) {
        return (octets + (double) datagrams * current.overhead()) * BITS / current.bitRate();
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("octets", octets);
        data.put("airtimeSeconds", airtime);
        data.put("milliampereHours", milliampereHours);
        return data;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.0f octets, %.2f s of airtime, %.3f mAh", octets, airtime, milliampereHours);
    }
}
