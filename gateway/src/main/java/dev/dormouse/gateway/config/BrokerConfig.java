package dev.dormouse.gateway.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broker inside the gateway ({@code [broker]}); unused in upstream mode.
 *
 * @param host address to listen on; other than loopback only with {@code users}
 * @param port MQTT over TCP, 1 to 65535
 * @param websocketPort MQTT over WebSocket, 0 to 65535; 0 is off
 * @param tlsPort MQTT over TLS, 0 to 65535; 0 is off
 * @param certificateFile PEM certificate chain for the TLS port; null only when that is off
 * @param keyFile PEM private key for the TLS port; null only when that is off
 * @param users user name to password hash; empty lets everybody in
 * @param maxDiskUsage percentage of the disk in use from which the broker blocks publishers, 1 to 100
 * @param data directory of the broker's journal, relative to the gateway's data directory or absolute
 */
public record BrokerConfig(
        String host,
        int port,
        int websocketPort,
        int tlsPort,
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        Map<String, Secret> users,
        int maxDiskUsage,
        Path data) {

    public BrokerConfig {
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }
}
