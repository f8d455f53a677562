package dev.dormouse.uplink.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the MQTT server is and how one speaks to it.
 *
 * @param host a name or a literal address; an IPv6 address without brackets
 * @param port 1 to 65535
 * @param path begins with a slash; only WebSockets use it
 */
public record ServerAddress(Scheme scheme, String host, int port, String path) {
    /** The way MQTT is carried, with the port that is customary for it. */
    public enum Scheme {
        MQTT(1883),
        MQTTS(8883),
        WS(80),
        WSS(443);

        private final int defaultPort;

        Scheme(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        public int defaultPort() {
            return defaultPort;
        }

        public boolean isEncrypted() {
            return this == MQTTS || this == WSS;
        }

        public boolean isWebSocket() {
            return this == WS || this == WSS;
        }

        private static Scheme named(String name, String url) {
            for (Scheme scheme : values()) {
                if (scheme.toString().equals(name.toLowerCase(Locale.ROOT))) {
                    return scheme;
                }
            }
            throw new IllegalArgumentException(
                    "\"" + url + "\" begins with \"" + name + "\", not with mqtt, mqtts, ws or wss");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String DEFAULT_PATH = "/mqtt";

    public ServerAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the MQTT server's address has no host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path \"" + path + "\" does not begin with a slash");
        }
    }

    /**
     * The address a URL names: {@code mqtt://host}, {@code mqtts://host:8883}, {@code ws://host/path}, {@code wss://[::1]:443}. The
     * port defaults to 1883, 8883, 80 and 443, the path of a WebSocket to {@code /mqtt}.
     *
     * @throws IllegalArgumentException if it is not such a URL; the message says why and never repeats a password
     */
    public static ServerAddress parse(String url) {
        URI uri = uri(url);
        if (uri.getRawUserInfo() != null || url.contains("@")) {
            throw new IllegalArgumentException(
                    "the MQTT server's address carries a user name; credentials have settings of their own");
        }
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("\"" + url + "\" is not a URL such as mqtt://host:1883");
        }
        Scheme scheme = Scheme.named(uri.getScheme(), url);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("\"" + url + "\" has no valid host and port");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("\"" + url + "\" has a query or a fragment, which MQTT does not use");
        }
        String path = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        if (!path.isEmpty() && !scheme.isWebSocket()) {
            throw new IllegalArgumentException("\"" + url + "\" has a path, which only ws and wss use");
        }
        int port = uri.getPort() == -1 ? scheme.defaultPort() : uri.getPort();
        return new ServerAddress(scheme, withoutBrackets(uri.getHost()), port, path.isEmpty() ? DEFAULT_PATH : path);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The exception's own message repeats the whole text, which may hold a password.
            String shown = url.contains("@") ? "the MQTT server's address" : "\"" + url + "\"";
            throw new IllegalArgumentException(shown + " is not a URL: " + e.getReason(), null);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The host as a URL or a Host header shows it: an IPv6 address in brackets. */
    String hostInUrl() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return scheme + "://" + hostInUrl() + ":" + port + (scheme.isWebSocket() ? path : "");
    }
}
