package dev.dormouse.link.radio;

import java.time.Duration;

/**
 * How much may wait for a radio, and how fast it goes.
 *
 * @param timeToLive how long a datagram may wait; less than the interval after which the session repeats it
 * @param perNode the most datagrams that wait for one node, 1 or more
 * @param total the most datagrams that wait in all, 1 or more
 * @param octetsPerSecond the most octets for the line, framing included; 0 leaves it to the line
 * @param broadcasts the most broadcasts in {@code broadcastPeriod}, 1 or more; between two of them a period divided by this number
 * @param broadcastPeriod longer than zero
 */
public record SendingRules(
        Duration timeToLive, int perNode, int total, int octetsPerSecond, int broadcasts, Duration broadcastPeriod) {
    /** Eight datagrams a node, 256 in all, as fast as the line goes, and eight broadcasts in nine seconds, as ZigBee stands it. */
    public static SendingRules withTimeToLive(Duration timeToLive) {
        return new SendingRules(timeToLive, 8, 256, 0, 8, Duration.ofSeconds(9));
    }

    /** The same rules with another pace. */
    public SendingRules withOctetsPerSecond(int octets) {
        return new SendingRules(timeToLive, perNode, total, octets, broadcasts, broadcastPeriod);
    }
}
