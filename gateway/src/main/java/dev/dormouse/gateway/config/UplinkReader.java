package dev.dormouse.gateway.config;

import dev.dormouse.uplink.mqtt.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code [uplink]}. */
final class UplinkReader {

    private static final String[] TLS_KEYS = {"ca-file", "certificate-file", "key-file"};

    private UplinkReader() {}

    static UplinkConfig read(Section section, int gatewayId) {
        UplinkConfig.Mode mode = section.choice(
                "mode",
                Map.of("embedded", UplinkConfig.Mode.EMBEDDED, "upstream", UplinkConfig.Mode.UPSTREAM),
                UplinkConfig.Mode.EMBEDDED);
        ServerAddress url = url(section, mode);
        refuseUseless(section, mode, url);
        Secret username = section.secret("username");
        Secret password = password(section);
        Path caFile = section.existingFile("ca-file");
        Path certificateFile = section.existingFile("certificate-file");
        Path keyFile = section.existingFile("key-file");
        bothOrNone(section, certificateFile, keyFile);
        boolean verifyHost = section.flag("verify-host", true);
        Duration reconnectMin =
                section.duration("reconnect-min", Duration.ofMillis(100), Duration.ofHours(1), Duration.ofSeconds(1));
        Duration reconnectMax =
                section.duration("reconnect-max", Duration.ofMillis(100), Duration.ofDays(1), Duration.ofSeconds(60));
        if (reconnectMax.compareTo(reconnectMin) < 0) {
            section.wrong("reconnect-max", "must not be below \"uplink.reconnect-min\"");
        }
        UplinkConfig.Shared shared = shared(section, mode, gatewayId);
        return new UplinkConfig(
                mode,
                url,
                username,
                password,
                caFile,
                certificateFile,
                keyFile,
                verifyHost,
                section.duration(
                        "keep-alive", Duration.ofSeconds(5), Duration.ofSeconds(65_535), Duration.ofSeconds(60)),
                section.duration(
                        "connect-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(8)),
                section.duration("will-delay", Duration.ZERO, Duration.ofDays(1), Duration.ofSeconds(60)),
                reconnectMin,
                reconnectMax,
                section.integer("receive-maximum", 1, 65_535, shared == null ? 100 : 1000),
                protocol(section),
                onStore(section, shared),
                shared);
    }

    /** One sleeper must not hold back what others wait for: shared connections are acknowledged when the queue has a message. */
    private static boolean onStore(Section section, UplinkConfig.@Nullable Shared shared) {
        boolean onStore = section.choice("acknowledge", Map.of("on-device", false, "on-store", true), shared != null);
        if (shared != null && !onStore) {
            section.wrong(
                    "acknowledge",
                    "must be \"on-store\" with connections = \"shared\", which is the default with the embedded broker");
        }
        return onStore;
    }

    /** The keys of shared connections are asked for in any case, so that they are known. */
    private static UplinkConfig.@Nullable Shared shared(Section section, UplinkConfig.Mode mode, int gatewayId) {
        boolean shared = section.choice(
                "connections", Map.of("per-client", false, "shared", true), mode == UplinkConfig.Mode.EMBEDDED);
        if (!shared) {
            refuse(section, "is used with connections = \"shared\" only", "shared-connections", "client-id");
        }
        UplinkConfig.Shared read = new UplinkConfig.Shared(
                section.integer("shared-connections", 0, 64, 0),
                section.text("client-id", gatewayId == 1 ? "dormouse" : "dormouse-" + gatewayId));
        return shared ? read : null;
    }

    /** Reports a certificate without its key, or the other way round. */
    static void bothOrNone(Section section, @Nullable Path certificateFile, @Nullable Path keyFile) {
        if (certificateFile != null && keyFile == null) {
            section.wrong("certificate-file", "needs \"key-file\" beside it");
        } else if (keyFile != null && certificateFile == null) {
            section.wrong("key-file", "needs \"certificate-file\" beside it");
        }
    }

    private static UplinkConfig.Protocol protocol(Section section) {
        return section.choice(
                "protocol",
                Map.of(
                        "auto", UplinkConfig.Protocol.AUTO,
                        "5", UplinkConfig.Protocol.MQTT_5,
                        "3.1.1", UplinkConfig.Protocol.MQTT_3_1_1),
                UplinkConfig.Protocol.AUTO);
    }

    private static @Nullable ServerAddress url(Section section, UplinkConfig.Mode mode) {
        String text = section.optionalText("url");
        if (text == null) {
            if (mode == UplinkConfig.Mode.UPSTREAM && !section.has("url")) {
                section.wrong("mode", "is \"upstream\", which needs \"uplink.url\"");
            }
            return null;
        }
        try {
            return ServerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            section.wrong("url", "must be like \"mqtt://broker.example:1883\": " + e.getMessage());
            return null;
        }
    }

    /** A key that would do nothing here is a misunderstanding. */
    private static void refuseUseless(Section section, UplinkConfig.Mode mode, @Nullable ServerAddress url) {
        if (mode == UplinkConfig.Mode.EMBEDDED) {
            refuse(section, "is used with mode = \"upstream\" only", "url", "username", "password", "password-file");
            refuse(section, "is used with mode = \"upstream\" only", TLS_KEYS);
            return;
        }
        if (url != null && !url.scheme().isEncrypted()) {
            refuse(section, "is used with mqtts:// and wss:// only", TLS_KEYS);
        }
        if (!section.has("username")) {
            refuse(section, "needs \"uplink.username\"", "password", "password-file");
        }
    }

    private static void refuse(Section section, String reason, String... keys) {
        for (String key : keys) {
            if (section.has(key)) {
                section.wrong(key, reason);
            }
        }
    }

    private static @Nullable Secret password(Section section) {
        Secret password = section.secret("password");
        Path file = section.existingFile("password-file");
        if (file == null) {
            return password;
        }
        if (password != null) {
            section.wrong("password-file", "and \"uplink.password\" exclude each other");
        }
        try {
            return new Secret(Files.isReadable(file) ? Files.readString(file).strip() : "");
        } catch (IOException e) {
            section.wrong("password-file", "names a file that cannot be read: " + file);
            return null;
        }
    }
}
