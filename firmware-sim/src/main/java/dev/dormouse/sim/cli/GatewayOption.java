package dev.dormouse.sim.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** {@code --gateway}, for every command with devices that reach their gateway over UDP. */
final class GatewayOption {
    private static final int PORT = 1884;

    @Option(names = "--gateway", paramLabel = "HOST:PORT", description = "The gateway (default: ${DEFAULT-VALUE}).")
    private String gateway = "127.0.0.1:" + PORT;

    /** As it was given. */
    String text() {
        return gateway;
    }

    /**
     * The address in {@code HOST:PORT}, or {@code HOST} alone for the usual port.
     *
     * @throws IOException if it is none, or the host is not known
     */
    InetSocketAddress address() throws IOException {
        return address(gateway);
    }

    static InetSocketAddress address(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        try {
            int port = colon < 0 ? PORT : Integer.parseInt(text.substring(colon + 1));
            InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
            if (address.isUnresolved()) {
                throw new IOException("--gateway: the host \"" + host + "\" is not known");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new IOException("--gateway: \"" + text + "\" is no HOST:PORT", e);
        }
    }
}
