package dev.dormouse.gateway.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be set for a link of any kind.
 *
 * @param name unique among the links; appears in logs
 * @param qosMinusOne whether PUBLISH with QoS -1 is taken without a CONNECT (1.2 §6.8)
 * @param clients the most clients at once on this link, 1 to 1000000
 * @param retryInterval Tretry on this link, 100 ms to 10 min
 * @param rebinding whether sleeping clients may come to another address by PINGREQ (1.2 §6.14)
 * @param discovery how devices find the gateway (1.2 §6.1)
 * @param predefined topic ids known on this link besides those of {@code [topics]}, which they override
 */
public record CommonLinkConfig(
        String name,
        boolean qosMinusOne,
        int clients,
        Duration retryInterval,
        boolean rebinding,
        DiscoveryConfig discovery,
        Map<Integer, String> predefined) {

    public CommonLinkConfig {
        predefined = Collections.unmodifiableMap(new LinkedHashMap<>(predefined));
    }
}
