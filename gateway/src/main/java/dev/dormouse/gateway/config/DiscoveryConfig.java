package dev.dormouse.gateway.config;

import java.time.Duration;

/**
 * How devices find the gateway on a link (1.2 §6.1).
 *
 * @param answersSearches whether SEARCHGW is answered
 * @param advertiseEvery time between two ADVERTISE, 1 second to 65535; zero: none
 */
public record DiscoveryConfig(boolean answersSearches, Duration advertiseEvery) {}
