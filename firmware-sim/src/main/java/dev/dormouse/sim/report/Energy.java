package dev.dormouse.sim.report;

import dev.dormouse.sim.fleet.CurrentPlan;
import dev.dormouse.sim.oracle.Traffic;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a device costs in a day, on average: an estimate from octets and the current profile, in which the receiver of a
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

    /** The estimate for so many devices after some microseconds. */
    static Energy of(CurrentPlan current, int devices, Traffic traffic, long micros) {
        double deviceDays = Math.max(1e-9, micros / 1e6 / DAY * Math.max(1, devices));
        double up = airtime(current, traffic.octetsUp(), traffic.datagramsUp()) / deviceDays;
        double down = airtime(current, traffic.octetsDown(), traffic.datagramsDown()) / deviceDays;
        double awake = traffic.awakeMicros() / 1e6 / deviceDays;
        double charge = up * current.transmit() + Math.max(down, awake) * current.receive() + DAY * current.sleep();
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
