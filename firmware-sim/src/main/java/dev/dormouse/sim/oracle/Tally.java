package dev.dormouse.sim.oracle;

import dev.dormouse.sim.device.DeviceState;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has been counted so far. */
public final class Tally {
    long sent;
    long confirmed;
    long abandoned;
    long arrived;
    long repeatedArrivals;
    long commanded;
    long commandsUnheard;
    long commandsDelivered;
    long wills;
    long foreign;
    boolean judged;
    final Map<String, Traffic> traffic = new LinkedHashMap<>();
    long connects;
    long losses;
    long wakes;
    long wakesIncomplete;
    final Latencies uplink = new Latencies();
    final Latencies downlink = new Latencies();
    final Latencies wakeDuration = new Latencies();
    final Map<DeviceState, Integer> states = new EnumMap<>(DeviceState.class);

    /** Messages that devices have sent, each counted once. */
    public long sent() {
        return sent;
    }

    /** Messages of QoS 1 and 2 that the gateway has taken. */
    public long confirmed() {
        return confirmed;
    }

    /** Messages that devices gave up. */
    public long abandoned() {
        return abandoned;
    }

    /** Messages that have arrived at the broker, each counted once. */
    public long arrived() {
        return arrived;
    }

    /** Arrivals of messages that were there already. */
    public long repeatedArrivals() {
        return repeatedArrivals;
    }

    public long commanded() {
        return commanded;
    }

    /** Commands to devices that had not subscribed when these were sent. */
    public long commandsUnheard() {
        return commandsUnheard;
    }

    public long commandsDelivered() {
        return commandsDelivered;
    }

    /** Wills that the broker has published. */
    public long wills() {
        return wills;
    }

    /** Messages of somebody else under the topics of the fleet. */
    public long foreign() {
        return foreign;
    }

    /** Whether the oracle could see what arrived, and has judged. */
    public boolean judged() {
        return judged;
    }

    /** The traffic of the devices of a group; none if they have had none. */
    public Traffic traffic(String group) {
        return traffic.getOrDefault(group, new Traffic());
    }

    /** That of all. */
    public Traffic traffic() {
        Traffic all = new Traffic();
        traffic.values().forEach(all::add);
        return all;
    }

    /** How often a device became active from another state than sleep. */
    public long connects() {
        return connects;
    }

    /** How often a device regarded its connection as gone. */
    public long losses() {
        return losses;
    }

    public long wakes() {
        return wakes;
    }

    /** Wake-ups that ended without PINGRESP. */
    public long wakesIncomplete() {
        return wakesIncomplete;
    }

    /** From a device's first transmission to the arrival at the far end. */
    public Latencies uplink() {
        return uplink;
    }

    /** From the far end to a device. */
    public Latencies downlink() {
        return downlink;
    }

    public Latencies wakeDuration() {
        return wakeDuration;
    }

    public int devicesIn(DeviceState state) {
        return states.getOrDefault(state, 0);
    }
}
