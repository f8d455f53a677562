package dev.dormouse.gateway.config;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A multicast group where devices look for a gateway.
 *
 * @param networkInterface null: all interfaces
 */
public record GroupConfig(
        InetSocketAddress address, @Nullable String networkInterface) {

    /** As it is configured. */
    public String text() {
        boolean six = address.getAddress() instanceof Inet6Address;
        String host = address.getAddress().getHostAddress() + (networkInterface == null ? "" : "%" + networkInterface);
        return (six ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
