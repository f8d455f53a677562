package dev.dormouse.link.udp;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explains to people why an address could not be bound, and what to do. */
final class BindFailure {
    private BindFailure() {}

    static LinkException explain(String name, InetSocketAddress address, @Nullable Throwable cause) {
        Throwable known = cause == null ? new BindException("cancelled") : cause;
        String where = new UdpAddress(address).text();
        return new LinkException(
                "Link %s cannot listen on UDP %s: %s. %s"
                        .formatted(name, where, known.getMessage(), remedy(address, known)),
                known);
    }

    private static String remedy(InetSocketAddress address, Throwable cause) {
        String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("in use")) {
            return "Another program holds the port (see: ss -ulpn 'sport = :%d'): stop it or choose another port"
                    .formatted(address.getPort());
        }
        if (reason.contains("permission")) {
            return "Ports below 1024 need a privilege: choose a port above 1023 or grant CAP_NET_BIND_SERVICE";
        }
        if (reason.contains("assign")) {
            return "No interface of this machine has the address (see: ip address): choose one of them, 0.0.0.0 or ::";
        }
        return "Check the address and that this machine has the protocol (IPv4, IPv6) enabled";
    }
}
