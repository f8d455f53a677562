package dev.dormouse.gateway.discovery;

import java.time.Duration;

/**
 * How the gateway makes itself known on one link.
 *
 * @param gatewayId 0 to 255, in every GWINFO and ADVERTISE
 * @param answersSearches SEARCHGW is answered
 * @param advertiseEvery TADV, from 1 second to 65535; zero: nothing is advertised
 */
public record DiscoveryRules(int gatewayId, boolean answersSearches, Duration advertiseEvery) {
    /** Answers, advertises nothing. */
    public static DiscoveryRules answering(int gatewayId) {
        return new DiscoveryRules(gatewayId, true, Duration.ZERO);
    }

    public DiscoveryRules advertising(Duration every) {
        return new DiscoveryRules(gatewayId, answersSearches, every);
    }

    public DiscoveryRules withoutAnswers() {
        return new DiscoveryRules(gatewayId, false, advertiseEvery);
    }
}
