package dev.dormouse.uplink.embedded;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a listener of the broker is reached.
 *
 * @param host a name or address to bind; {@value #LOOPBACK} binds 127.0.0.1 and, where the machine has it, ::1
 * @param port 0 to 65535; 0 takes any free port, on 127.0.0.1 only when the host is {@value #LOOPBACK}
 */
public record Endpoint(String host, int port) {
    static final String LOOPBACK = "localhost";

    public Endpoint {
        if (host.isBlank() || host.indexOf(',') >= 0) {
            throw new IllegalArgumentException("host must be one name or address, not \"" + host + '"');
        }
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
        }
    }

    /** This machine only. */
    public static Endpoint loopback(int port) {
        return new Endpoint(LOOPBACK, port);
    }

    boolean isLoopback() throws BrokerException {
        return addresses().stream().allMatch(address -> address.getAddress().isLoopbackAddress());
    }

    /** What to bind, one or two addresses. */
    List<InetSocketAddress> addresses() throws BrokerException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (!host.equals(LOOPBACK)) {
            addresses.add(resolve(host));
            return addresses;
        }
        addresses.add(resolve("127.0.0.1"));
        InetSocketAddress six = resolve("::1");
        // two sockets cannot share a port that the system picks
        if (port != 0 && Listener.canBind(new InetSocketAddress(six.getAddress(), 0))) {
            addresses.add(six);
        }
        return addresses;
    }

    private InetSocketAddress resolve(String nameOrAddress) throws BrokerException {
        try {
            return new InetSocketAddress(InetAddress.getByName(nameOrAddress), port);
        } catch (UnknownHostException e) {
            throw new BrokerException("The broker cannot listen on \"" + host + "\": no such host.", e);
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? '[' + host + "]:" + port : host + ':' + port;
    }
}
