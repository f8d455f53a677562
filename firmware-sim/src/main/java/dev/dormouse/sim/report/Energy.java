package dev.dormouse.sim.report;

import dev.dormouse.sim.fleet.CurrentPlan;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.oracle.Tally;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a device of the fleet costs in a day, on average: an estimate from octets and the current profile, in which the receiver of a
 * sleeper is on for its wake-ups only, and that of anybody else for what it receives.
 *
 * @param octets both ways, without headers
 * @param airtime seconds of sending and receiving, with headers
 * @param milliampereHours from the battery
 */
record Energy(double octets, double airtime, double milliampereHours) {
    private static final double DAY = 86_400;
    private static final double HOUR = 3600;
    private static final double BITS = 8;

    /** The estimate after some microseconds. */
    static Energy of(FleetPlan plan, Tally tally, long micros) {
        double deviceDays = Math.max(1e-9, micros / 1e6 / DAY * Math.max(1, plan.devices()));
        CurrentPlan current = plan.current();
        double up = airtime(current, tally.octetsUp(), tally.datagramsUp()) / deviceDays;
        double down = airtime(current, tally.octetsDown(), tally.datagramsDown()) / deviceDays;
        double awake = tally.wakeDuration().total() * (tally.wakeDuration().quantile(0.5) / 1e6) / deviceDays;
        double charge = up * current.transmit() + Math.max(down, awake) * current.receive() + DAY * current.sleep();
        return new Energy((tally.octetsUp() + tally.octetsDown()) / deviceDays, up + down, charge / HOUR);
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
