package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.BrokerConfig;
import dev.dormouse.gateway.config.GatewayConfig;
import dev.dormouse.gateway.config.LimitsConfig;
import dev.dormouse.gateway.config.QueueConfig;
import dev.dormouse.gateway.config.TimersConfig;
import dev.dormouse.gateway.config.UplinkConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A configuration as people read it: as TOML with every key, secrets hidden, or as a few lines. */
final class ConfigText {

    private final GatewayConfig config;

    ConfigText(GatewayConfig config) {
        this.config = config;
    }

    /** What listens where, which broker, where the data is. */
    String summary() {
        String links = config.links().stream()
                .map(link -> link.name() + " (" + link.where() + ")")
                .collect(Collectors.joining(", "));
        BrokerConfig broker = config.broker();
        String uplink = config.uplink().mode() == UplinkConfig.Mode.UPSTREAM
                ? config.uplink().url() + ""
                : "embedded, TCP " + broker.host() + " port " + broker.port();
        return "  links:  " + links + System.lineSeparator()
                + "  broker: " + uplink + System.lineSeparator()
                + "  data:   " + config.data();
    }

    /** Every key with its value in effect; keys without a value are left out. */
    String toml() {
        TomlText toml = new TomlText();
        toml.key("data", config.data())
                .key("gateway-id", config.gatewayId())
                .key("threads", config.threads())
                .key("transport", word(config.transport()));
        LinkText links = new LinkText(toml);
        config.links().forEach(links::write);
        uplink(toml, config.uplink());
        broker(toml, config.broker());
        topics(toml);
        limits(toml, config.limits());
        queue(toml, config.queue());
        timers(toml, config.timers());
        toml.table("sessions")
                .key("strict-client-ids", config.sessions().strictClientIds())
                .key("paho-long-qos-minus-1", config.sessions().pahoLongQosMinus1())
                .key("wake-connect-keeps-session", config.sessions().wakeConnectKeepsSession());
        toml.table("store")
                .key("enabled", config.store().enabled())
                .key("data", config.store().data());
        toml.table("log")
                .key("level", word(config.log().level()))
                .key("file", config.log().file())
                .key("trace", config.log().trace());
        return toml.toString();
    }

    private static void uplink(TomlText toml, UplinkConfig uplink) {
        toml.table("uplink")
                .key("mode", word(uplink.mode()))
                .key("url", uplink.url())
                .key("username", uplink.username())
                .key("password", uplink.password())
                .key("ca-file", uplink.caFile())
                .key("certificate-file", uplink.certificateFile())
                .key("key-file", uplink.keyFile())
                .key("verify-host", uplink.verifyHost())
                .key("keep-alive", text(uplink.keepAlive()))
                .key("connect-timeout", text(uplink.connectTimeout()))
                .key("will-delay", text(uplink.willDelay()))
                .key("reconnect-min", text(uplink.reconnectMin()))
                .key("reconnect-max", text(uplink.reconnectMax()))
                .key("receive-maximum", uplink.receiveMaximum())
                .key("protocol", protocol(uplink.protocol()))
                .key("acknowledge", uplink.onStore() ? "on-store" : "on-device")
                .key("connections", uplink.shared() == null ? "per-client" : "shared");
        if (uplink.shared() != null) {
            toml.key("shared-connections", uplink.shared().connections())
                    .key("client-id", uplink.shared().clientId());
        }
    }

    private static void broker(TomlText toml, BrokerConfig broker) {
        toml.table("broker")
                .key("host", broker.host())
                .key("port", broker.port())
                .key("websocket-port", broker.websocketPort())
                .key("tls-port", broker.tlsPort())
                .key("certificate-file", broker.certificateFile())
                .key("key-file", broker.keyFile())
                .key("max-disk-usage", broker.maxDiskUsage())
                .key("data", broker.data());
        toml.table("broker.users");
        broker.users().forEach((name, hash) -> toml.key(TomlText.quoted(name), hash));
    }

    private void topics(TomlText toml) {
        toml.table("topics.predefined");
        ids(toml, config.topics().predefined());
        config.topics().clients().forEach((pattern, ids) -> {
            toml.table("topics.clients." + TomlText.quoted(pattern));
            ids(toml, ids);
        });
    }

    private static void ids(TomlText toml, Map<Integer, String> ids) {
        ids.forEach((id, name) -> toml.key(id.toString(), name));
    }

    private static void limits(TomlText toml, LimitsConfig limits) {
        toml.table("limits")
                .key("clients", limits.clients())
                .key("half-open-connects", limits.halfOpenConnects())
                .key("new-sessions-per-second", limits.newSessionsPerSecond())
                .key("new-sessions-per-second-per-address", limits.newSessionsPerSecondPerAddress())
                .key("topics-per-client", limits.topicsPerClient())
                .key("requests-per-client", limits.requestsPerClient())
                .key("subscriptions-per-client", limits.subscriptionsPerClient())
                .key("queue-messages", limits.queueMessages())
                .key("queue-size", limits.queueSize());
    }

    private static void queue(TomlText toml, QueueConfig queue) {
        toml.table("queue").key("total-size", queue.totalSize());
        for (QueueConfig.Rule rule : queue.rules()) {
            toml.place("queue.rules")
                    .key("filter", rule.filter())
                    .key("keep", rule.lastOnly() ? "last" : "all")
                    .key("time-to-live", text(rule.timeToLive()))
                    .key("most-per-wake", rule.mostPerWake());
        }
    }

    private static void timers(TomlText toml, TimersConfig timers) {
        toml.table("timers")
                .key("retry-interval", text(timers.retryInterval()))
                .key("retry-count", timers.retryCount())
                .key("congestion-wait", text(timers.congestionWait()))
                .key("upstream-lost", text(timers.upstreamLost()))
                .key("idle-limit", text(timers.idleLimit()))
                .key("session-expiry", text(timers.sessionExpiry()));
    }

    private static String protocol(UplinkConfig.Protocol protocol) {
        return switch (protocol) {
            case AUTO -> "auto";
            case MQTT_5 -> "5";
            case MQTT_3_1_1 -> "3.1.1";
        };
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
