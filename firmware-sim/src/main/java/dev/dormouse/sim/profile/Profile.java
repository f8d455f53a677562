package dev.dormouse.sim.profile;

import java.time.Duration;
import java.util.Set;

/**
 * The behaviour of one kind of client.
 *
 * @param name as it is written in a fleet file
 * @param source where the behaviour was read
 * @param retry Tretry, the time until the first retransmission
 * @param retries Nretry, how often a request is repeated, 0 or more
 * @param backOff by how much Tretry grows with each retransmission, 1 for not at all
 * @param pingAfter after which share of the keep alive period it pings, above 0 and up to 1
 * @param publishQos the highest QoS it can publish with, 0 to 2
 * @param subscribeQos the highest QoS it can subscribe with, 0 to 2
 * @param requestsInFlight how many requests it has open at once, 1 or more
 * @param publishesInFlight how many of them may be PUBLISH, 1 or more
 * @param quirks its peculiarities
 */
public record Profile(
        String name,
        String source,
        Duration retry,
        int retries,
        double backOff,
        double pingAfter,
        int publishQos,
        int subscribeQos,
        int requestsInFlight,
        int publishesInFlight,
        Set<Quirk> quirks) {

    public Profile {
        quirks = Set.copyOf(quirks);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Whether it connects again by itself after the connection has ended. */
    public boolean reconnects() {
        return !has(Quirk.DOES_NOT_RECONNECT);
    }

    /** Whether it keeps the order of its messages: only who has one on the way at a time does. */
    public boolean keepsOrder() {
        return publishesInFlight == 1;
    }
}
