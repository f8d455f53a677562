package dev.dormouse.uplink.mqtt;

import java.time.Duration;

/** Layers the endpoint that the server's address asks for. */
final class NetworkPath {
    private NetworkPath() {}

    static Endpoint to(UplinkOptions options) {
        ServerAddress server = options.server();
        Duration timeout = options.timing().connectTimeout();
        Endpoint path = new TcpEndpoint(server);
        if (server.scheme().isEncrypted()) {
            path = new SecuredEndpoint(path, server, options.tls(), timeout);
        }
        if (server.scheme().isWebSocket()) {
            path = new WebSocketEndpoint(path, server, options.limits().maximumPacketSize(), timeout);
        }
        return path;
    }
}
