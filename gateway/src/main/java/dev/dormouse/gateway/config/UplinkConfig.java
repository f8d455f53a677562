package dev.dormouse.gateway.config;

import dev.dormouse.uplink.mqtt.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway reaches a broker ({@code [uplink]}).
 *
 * @param mode own broker inside the gateway, or one elsewhere
 * @param url {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}; never null in upstream mode
 * @param username sent to the broker; null sends none
 * @param password sent to the broker, from the configuration or the file it names; null sends none
 * @param caFile PEM file with the authorities to trust; null trusts those of the JDK
 * @param certificateFile PEM file with the gateway's certificate chain; null sends none
 * @param keyFile PEM file with the certificate's private key; null exactly when {@code certificateFile} is
 * @param verifyHost whether the broker's certificate must carry the host name of the url
 * @param keepAlive MQTT keep alive of connections the gateway owns, 5 s to 65535 s
 * @param connectTimeout for TCP, TLS and CONNACK together, 1 s to 5 min
 * @param willDelay MQTT 5 Will Delay Interval, 0 to 1 d
 * @param reconnectMin first pause before a reconnect, 100 ms to 1 h
 * @param reconnectMax longest pause before a reconnect, up to 1 d, not below {@code reconnectMin}
 * @param receiveMaximum MQTT 5 Receive Maximum, 1 to 65535
 * @param onStore messages for devices are acknowledged to the broker when the gateway's durable queue has them; otherwise when the
 *     device has
 * @param shared the connections that all clients share; null: each client has its own
 */
public record UplinkConfig(
        Mode mode,
        @Nullable ServerAddress url,
        @Nullable Secret username,
        @Nullable Secret password,
        @Nullable Path caFile,
        @Nullable Path certificateFile,
        @Nullable Path keyFile,
        boolean verifyHost,
        Duration keepAlive,
        Duration connectTimeout,
        Duration willDelay,
        Duration reconnectMin,
        Duration reconnectMax,
        int receiveMaximum,
        Protocol protocol,
        boolean onStore,
        @Nullable Shared shared) {

    /**
     * Connections that clients share.
     *
     * @param connections how many, 0 to 64; 0: one for each event loop
     * @param clientId their client ids are this with a number behind
     */
    public record Shared(int connections, String clientId) {}

    /** Where the broker is. */
    public enum Mode {
        /** Inside the gateway's process. */
        EMBEDDED,
        /** Elsewhere, at the url. */
        UPSTREAM
    }

    /** Which MQTT version is spoken to the broker. */
    public enum Protocol {
        /** MQTT 5 first, 3.1.1 with brokers that refuse it. */
        AUTO,
        /** MQTT 5 only. */
        MQTT_5,
        /** MQTT 3.1.1 only. */
        MQTT_3_1_1
    }
}
