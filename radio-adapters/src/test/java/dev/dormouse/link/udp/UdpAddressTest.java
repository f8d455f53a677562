package dev.dormouse.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpAddressTest {
    @Test
    void isWrittenAsPeopleWriteIt() {
        assertEquals("192.0.2.7:5001", address("192.0.2.7", 5001).text());
        assertEquals("[2001:db8::1]:5001", address("2001:db8:0:0:0:0:0:1", 5001).text());
        assertEquals("[::]:10000", address("::", 10_000).text());
    }

    @Test
    void namesTheMachineAloneWithoutPort() {
        assertEquals("192.0.2.7", address("192.0.2.7", 5001).withoutPort().text());
        assertEquals(
                "2001:db8:1:2::",
                address("2001:db8:1:2:3::4", 5001).withoutPort().text());
        assertEquals(
                address("192.0.2.7", 1).withoutPort(), address("192.0.2.7", 2).withoutPort());
    }

    @Test
    void isAValue() {
        assertEquals(address("192.0.2.7", 5001), address("192.0.2.7", 5001));
        assertEquals(
                address("192.0.2.7", 5001).hashCode(),
                address("192.0.2.7", 5001).hashCode());
        assertNotEquals(address("192.0.2.7", 5001), address("192.0.2.7", 5002));
        assertNotEquals(address("192.0.2.7", 5001), address("192.0.2.8", 5001));
    }

    @Test
    void keepsTheScopeOfALinkLocalAddress() throws UnknownHostException {
        UdpAddress two = linkLocal(2);
        assertEquals("[fe80::1%2]:5001", two.text());
        assertEquals("fe80::1%2", two.withoutPort().text());
        assertEquals(linkLocal(2), two);
        assertNotEquals(linkLocal(3), two);
    }

    @Test
    void ignoresTheScopeOfAGlobalAddress() throws UnknownHostException {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString("2001:db8::1");
        InetAddress scoped = Inet6Address.getByAddress(null, octets, 4);
        assertEquals(address("2001:db8::1", 5001), new UdpAddress(new InetSocketAddress(scoped, 5001)));
    }

    @Test
    void refusesANameThatIsNotResolved() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("device.example", 5001);
        assertThrows(IllegalArgumentException.class, () -> new UdpAddress(unresolved));
    }

    private static UdpAddress address(String host, int port) {
        return new UdpAddress(new InetSocketAddress(host, port));
    }

    private static UdpAddress linkLocal(int scope) throws UnknownHostException {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString("fe80::1");
        return new UdpAddress(new InetSocketAddress(Inet6Address.getByAddress(null, octets, scope), 5001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7:5001", "[2001:db8::1]:5001", "127.0.0.1:1"})
    void readsWhatItWrote(String text) {
        UdpAddress address = UdpAddress.parse(text);
        assertEquals(text, address == null ? null : address.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":1", "example.org:1", "192.0.2.7:", "192.0.2.7:65536", "[fe80::1%nowhere]:1", "1.2.3:4"})
    void readsNothingElse(String text) {
        assertEquals(null, UdpAddress.parse(text));
    }
}
