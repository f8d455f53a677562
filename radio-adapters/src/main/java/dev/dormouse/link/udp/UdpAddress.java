package dev.dormouse.link.udp;

import dev.dormouse.link.LinkAddress;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IP address with a port, the key by which the sender of each datagram is found. Unlike the platform's own addresses, two link-local
 * addresses (fe80::) with the same digits on different networks are two: the scope belongs to the value.
 */
public final class UdpAddress implements LinkAddress {
    private static final int PREFIX_OCTETS = 8;

    /** Strangers choose source addresses; without knowing this number they cannot choose many with the same hash. */
    private static final long SECRET = new SecureRandom().nextLong();

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final InetSocketAddress socketAddress;
    private final InetAddress host;
    private final int scope;
    private final int hash;

    /**
     * Wraps an address.
     *
     * @throws IllegalArgumentException when it is a host name that has not been resolved
     */
    public UdpAddress(InetSocketAddress socketAddress) {
        InetAddress resolved = socketAddress.getAddress();
        if (resolved == null) {
            throw new IllegalArgumentException("Not resolved: " + socketAddress);
        }
        this.socketAddress = socketAddress;
        this.host = resolved;
        this.scope = resolved instanceof Inet6Address v6 && v6.isLinkLocalAddress() ? v6.getScopeId() : 0;
        this.hash = hash(resolved, socketAddress.getPort());
    }

    /** The address that {@link #text} wrote, or null when it did not. Asks no name server. */
    static @Nullable UdpAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int scope = host.indexOf('%');
        if (!NetUtil.isValidIpV4Address(host)
                && !NetUtil.isValidIpV6Address(scope < 0 ? host : host.substring(0, scope))) {
            return null;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new UdpAddress(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException | IllegalArgumentException e) {
            // A network interface that is gone, or no port.
            return null;
        }
    }

    /** The address as sockets take it. */
    public InetSocketAddress socketAddress() {
        return socketAddress;
    }

    /** {@code 192.0.2.7:5001}, {@code [2001:db8::1]:5001}, {@code [fe80::1%2]:5001}; without a port, only the address. */
    @Override
    public String text() {
        String address = NetUtil.toAddressString(host);
        if (scope != 0) {
            address += "%" + scope;
        }
        int port = socketAddress.getPort();
        if (port == 0) {
            return address;
        }
        return host instanceof Inet6Address ? "[" + address + "]:" + port : address + ":" + port;
    }

    /** The same machine with port 0. With IPv6 that is the prefix of 64 bits, the least that a network is given. */
    @Override
    public UdpAddress withoutPort() {
        return new UdpAddress(new InetSocketAddress(scope == 0 && host instanceof Inet6Address ? prefix() : host, 0));
    }

    private InetAddress prefix() {
        byte[] octets = host.getAddress();
        Arrays.fill(octets, PREFIX_OCTETS, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof UdpAddress that
                        && hash == that.hash
                        && socketAddress.getPort() == that.socketAddress.getPort()
                        && scope == that.scope
                        && host.equals(that.host));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }

    private static int hash(InetAddress host, int port) {
        long hash = mixed(SECRET ^ port);
        if (host instanceof Inet6Address) {
            ByteBuffer octets = ByteBuffer.wrap(host.getAddress());
            hash = mixed(hash ^ octets.getLong(0));
            hash = mixed(hash ^ octets.getLong(8));
        } else {
            hash = mixed(hash ^ host.hashCode());
        }
        return (int) hash;
    }

    private static long mixed(long value) {
        long product = value * ODD;
        return product ^ (product >>> 32);
    }
}
