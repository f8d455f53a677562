package dev.dormouse.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.BindException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class BindFailureTest {
    @Test
    void namesLinkAddressReasonAndRemedy() {
        assertEquals(
                "Link udp cannot listen on UDP 192.0.2.7:53: Permission denied."
                        + " Ports below 1024 need a privilege: choose a port above 1023 or grant CAP_NET_BIND_SERVICE",
                explained("192.0.2.7", 53, "Permission denied"));
        assertEquals(
                "Link udp cannot listen on UDP [::]:10000: Address already in use. Another program holds the port"
                        + " (see: ss -ulpn 'sport = :10000'): stop it or choose another port",
                explained("::", 10_000, "Address already in use"));
    }

    private static String explained(String host, int port, String reason) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        return String.valueOf(
                BindFailure.explain("udp", address, new BindException(reason)).getMessage());
    }
}
