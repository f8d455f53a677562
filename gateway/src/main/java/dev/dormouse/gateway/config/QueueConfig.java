package dev.dormouse.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * How messages wait for devices ({@code [queue]}).
 *
 * @param totalSize octets for all devices together, 1 MiB to 1 GiB; each message counts 200 octets besides its payload and topic
 * @param rules the first that fits a topic counts
 */
public record QueueConfig(int totalSize, List<Rule> rules) {
    public QueueConfig {
        rules = List.copyOf(rules);
    }

    /**
     * What holds for some topics.
     *
     * @param filter MQTT topic filter
     * @param lastOnly only the newest message of each topic waits
     * @param timeToLive zero: forever
     * @param mostPerWake 0: any number
     */
    public record Rule(String filter, boolean lastOnly, Duration timeToLive, int mostPerWake) {}
}
