package dev.dormouse.uplink.mqtt;

/** Chooses the endpoint that the server's address asks for. */
final class NetworkPath {
    private NetworkPath() {}

    static Endpoint to(UplinkOptions options) {
        ServerAddress server = options.server();
        if (server.scheme() != ServerAddress.Scheme.MQTT) {
            throw new IllegalArgumentException(server.scheme() + " is not supported yet");
        }
        return new TcpEndpoint(server, options.timing().connectTimeout());
    }
}
