package dev.dormouse.bench.e2e;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Reads HOST:PORT and refuses whatever is not on this machine: a load generator is not to be pointed at others. */
final class Loopback {
    private static final int MAX_PORT = 65_535;

    private Loopback() {}

    /**
     * The address.
     *
     * @throws IllegalArgumentException if it is not HOST:PORT, or not a loopback address
     */
    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        try {
            InetAddress host = InetAddress.getByName(text.substring(0, colon));
            if (!host.isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not on this machine; the benchmark only loads loopback addresses");
            }
            return new InetSocketAddress(host, Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("unknown host in '" + text + "'", e);
        }
    }
}
