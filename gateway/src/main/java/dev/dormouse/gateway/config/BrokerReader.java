package dev.dormouse.gateway.config;

import dev.dormouse.uplink.embedded.PasswordHash;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code [broker]}. */
final class BrokerReader {

    private BrokerReader() {}

    static BrokerConfig read(Section section) {
        String host = section.text("host", "127.0.0.1");
        int port = section.integer("port", 1, 65_535, 1883);
        int websocketPort = section.integer("websocket-port", 0, 65_535, 8083);
        int tlsPort = section.integer("tls-port", 0, 65_535, 0);
        Path certificateFile = section.existingFile("certificate-file");
        Path keyFile = section.existingFile("key-file");
        UplinkReader.bothOrNone(section, certificateFile, keyFile);
        if (tlsPort != 0 && !section.has("certificate-file") && !section.has("key-file")) {
            section.wrong("tls-port", "needs \"certificate-file\" and \"key-file\" beside it");
        }
        Map<String, Secret> users = users(section.section("users"));
        if (users.isEmpty() && !isLoopback(host)) {
            section.wrong("host", "is open to the network, which needs [broker.users]");
        }
        if (websocketPort == port) {
            section.wrong("websocket-port", "is the same port as \"broker.port\": " + port);
        }
        if (tlsPort != 0 && (tlsPort == port || tlsPort == websocketPort)) {
            section.wrong("tls-port", "is taken by another port of the broker: " + tlsPort);
        }
        int maxDiskUsage = section.integer("max-disk-usage", 1, 100, 95);
        Path data = section.path("data");
        return new BrokerConfig(
                host,
                port,
                websocketPort,
                tlsPort,
                certificateFile,
                keyFile,
                users,
                maxDiskUsage,
                data == null ? Path.of("broker") : data);
    }

    private static Map<String, Secret> users(Section section) {
        Map<String, Secret> users = new LinkedHashMap<>();
        for (String name : section.names()) {
            Secret hash = section.secret(name);
            if (hash != null && PasswordHash.parse(hash.value()).isEmpty()) {
                section.wrong(name, "is no password hash; make one with \"dormouse hash-password\"");
            } else if (hash != null) {
                users.put(name, hash);
            }
        }
        return users;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
