package dev.dormouse.uplink.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything the uplinks to one MQTT server have in common.
 *
 * @param credentials null: none are sent
 * @param tls used with mqtts and wss only
 * @param sessionlessClient the client id of the connection that clients without a session share
 */
public record UplinkOptions(
        ServerAddress server,
        @Nullable Credentials credentials,
        TlsOptions tls,
        Timing timing,
        Limits limits,
        ProtocolChoice protocol,
        String sessionlessClient) {
    /**
     * The uplinks' times.
     *
     * @param keepAlive 0 to 65535 whole seconds, zero: none; the server may ask for another one
     * @param willDelay how long the server holds a Will back after a loss (MQTT 5 only)
     * @param connectTimeout for TCP, TLS and CONNACK altogether
     */
    public record Timing(Duration keepAlive, Duration willDelay, Duration connectTimeout, BackOff backOff) {
        public Timing {
            if (keepAlive.isNegative() || keepAlive.toSeconds() > 65535) {
                throw new IllegalArgumentException("keep alive " + keepAlive + " is not between 0 and 65535 s");
            }
            if (willDelay.isNegative() || willDelay.toSeconds() > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("Will delay " + willDelay + " does not fit 32 bits");
            }
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException("connect time-out " + connectTimeout + " is not positive");
            }
        }

        /** Keep alive 60 s, no Will delay, 7 s to connect, back-off from 1 s to 60 s. */
        public static Timing defaults() {
            return new Timing(
                    Duration.ofSeconds(60),
                    Duration.ZERO,
                    Duration.ofSeconds(7),
                    new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        }
    }

    /**
     * The uplinks' bounds, each for one client.
     *
     * @param receiveMaximum unacknowledged QoS 1 and 2 messages we take from the server, 1 to 65535 (MQTT 5 only)
     * @param maximumPacketSize largest packet we take, in octets, at least 128; a larger PUBLISH is acknowledged and dropped, but
     *     one of more than 1 MiB breaks the connection
     * @param backlog messages we keep that the server has not answered, at least 1, not counting those of QoS 0; a client's
     *     subscriptions and its open requests must fit in together, because all subscriptions may be made again at once
     */
    public record Limits(int receiveMaximum, int maximumPacketSize, int backlog) {
        public Limits {
            if (receiveMaximum < 1 || receiveMaximum > 65535) {
                throw new IllegalArgumentException("receive maximum " + receiveMaximum + " is not 1 to 65535");
            }
            if (maximumPacketSize < 128) {
                throw new IllegalArgumentException("maximum packet size " + maximumPacketSize + " is below 128");
            }
            if (backlog < 1) {
                throw new IllegalArgumentException("backlog " + backlog + " is below 1");
            }
        }

        /** 100 unacknowledged messages, packets up to 256 KiB, 1024 messages kept. */
        public static Limits defaults() {
            return new Limits(100, 256 * 1024, 1024);
        }
    }

    /** The defaults for a server. */
    public static UplinkOptions to(ServerAddress server) {
        String name = String.format("dormouse-%08x", ThreadLocalRandom.current().nextInt());
        return new UplinkOptions(
                server, null, TlsOptions.defaults(), Timing.defaults(), Limits.defaults(), ProtocolChoice.AUTO, name);
    }

    public UplinkOptions with(Credentials credentials) {
        return new UplinkOptions(server, credentials, tls, timing, limits, protocol, sessionlessClient);
    }

    public UplinkOptions with(TlsOptions tls) {
        return new UplinkOptions(server, credentials, tls, timing, limits, protocol, sessionlessClient);
    }

    public UplinkOptions with(Timing timing) {
        return new UplinkOptions(server, credentials, tls, timing, limits, protocol, sessionlessClient);
    }

    public UplinkOptions with(Limits limits) {
        return new UplinkOptions(server, credentials, tls, timing, limits, protocol, sessionlessClient);
    }

    public UplinkOptions with(ProtocolChoice protocol) {
        return new UplinkOptions(server, credentials, tls, timing, limits, protocol, sessionlessClient);
    }
}
