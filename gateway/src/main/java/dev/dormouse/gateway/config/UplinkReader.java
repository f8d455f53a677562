package dev.dormouse.gateway.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code [uplink]}. */
final class UplinkReader {

    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts", "ws", "wss");

    private UplinkReader() {}

    static UplinkConfig read(Section section) {
        UplinkConfig.Mode mode = section.choice(
                "mode",
                Map.of("embedded", UplinkConfig.Mode.EMBEDDED, "upstream", UplinkConfig.Mode.UPSTREAM),
                UplinkConfig.Mode.EMBEDDED);
        URI url = url(section, mode);
        String username = section.optionalText("username");
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
                section.duration("will-delay", Duration.ZERO, Duration.ofDays(1), Duration.ZERO),
                reconnectMin,
                reconnectMax,
                section.integer("receive-maximum", 1, 65_535, 100),
                protocol(section));
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

    private static @Nullable URI url(Section section, UplinkConfig.Mode mode) {
        String text = section.optionalText("url");
        if (text == null) {
            if (mode == UplinkConfig.Mode.UPSTREAM && !section.has("url")) {
                section.wrong("mode", "is \"upstream\", which needs \"uplink.url\"");
            }
            return null;
        }
        if (mode == UplinkConfig.Mode.EMBEDDED) {
            section.wrong("url", "is used with mode = \"upstream\" only");
        }
        URI url = parsed(text);
        if (url == null) {
            section.wrong("url", "must be like \"mqtt://broker.example:1883\" (mqtt, mqtts, ws or wss)");
        } else if (url.getUserInfo() != null) {
            section.wrong("url", "must not hold credentials; use \"username\" and \"password\"");
        }
        return url;
    }

    private static @Nullable URI parsed(String text) {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme();
            boolean usable = scheme != null && SCHEMES.contains(scheme) && url.getHost() != null;
            return usable && url.getPort() <= 65_535 && url.getPort() != 0 ? url : null;
        } catch (URISyntaxException e) {
            return null;
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
