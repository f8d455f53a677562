package dev.dormouse.gateway.session;

import java.time.Duration;

/**
 * How messages of some topics wait for a client that sleeps.
 *
 * @param filter which topics, an MQTT topic filter
 * @param lastOnly a newer message of a topic takes the place of one that waits
 * @param timeToLive how long a message waits at the most; zero: as long as need be
 * @param mostPerWake how many of these messages a client gets each time it wakes; 0: all
 */
public record QueueRule(String filter, boolean lastOnly, Duration timeToLive, int mostPerWake) {}
