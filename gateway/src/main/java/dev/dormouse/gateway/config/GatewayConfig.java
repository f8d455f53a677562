package dev.dormouse.gateway.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything an operator can set, complete and checked.
 *
 * @param data the directory for whatever survives a restart
 * @param gatewayId by which devices tell this gateway from others, 1 to 255
 * @param threads number of event loops, 0 to 64; 0 lets the gateway choose (one on up to two cores)
 * @param transport which socket implementation to use
 * @param links where devices are heard; never empty
 */
public record GatewayConfig(
        Path data,
        int gatewayId,
        int threads,
        TransportKind transport,
        List<LinkConfig> links,
        UplinkConfig uplink,
        BrokerConfig broker,
        TopicsConfig topics,
        LimitsConfig limits,
        QueueConfig queue,
        TimersConfig timers,
        SessionsConfig sessions,
        StoreConfig store,
        LogConfig log) {

    public GatewayConfig {
        links = List.copyOf(links);
    }

    /** The same settings, printing packets. */
    public GatewayConfig withTrace() {
        return new GatewayConfig(
                data,
                gatewayId,
                threads,
                transport,
                links,
                uplink,
                broker,
                topics,
                limits,
                queue,
                timers,
                sessions,
                store,
                log.withTrace());
    }
}
