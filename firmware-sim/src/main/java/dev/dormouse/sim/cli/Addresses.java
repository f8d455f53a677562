package dev.dormouse.sim.cli;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private static final int PORT = 1884;

    private Addresses() {}

    /**
     * The value of {@code --gateway}: {@code HOST:PORT}, or {@code HOST} alone for the usual port.
     *
     * @throws IOException if it is none, or the host is not known
     */
    static InetSocketAddress gateway(String text) throws IOException {
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
