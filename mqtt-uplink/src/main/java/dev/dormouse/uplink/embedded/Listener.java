package dev.dormouse.uplink.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;

/** The addresses one endpoint is bound to, checked before the broker starts: its own complaints come late and are hard to read. */
record Listener(String name, List<InetSocketAddress> addresses) {
    static Listener of(String name, Endpoint endpoint, boolean everybodyIsLetIn) throws BrokerException {
        if (everybodyIsLetIn && !endpoint.isLoopback()) {
            throw new BrokerException("The broker would let anyone in on " + endpoint + " (" + name
                    + "), because no users are configured. Configure users with passwords, or the host \""
                    + Endpoint.LOOPBACK + "\".");
        }
        Listener listener = new Listener(name, endpoint.addresses());
        for (InetSocketAddress address : listener.addresses) {
            requireFree(address, endpoint, name);
        }
        return listener;
    }

    private static void requireFree(InetSocketAddress address, Endpoint endpoint, String name) throws BrokerException {
        if (!canBind(address)) {
            throw new BrokerException("The broker cannot listen on " + endpoint + " (" + name
                    + "): the port is in use, or not permitted, or the address is not one of this machine.");
        }
    }

    static boolean canBind(InetSocketAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As the broker library wants them: one line, separated by commas. */
    String hosts() {
        return addresses.stream()
                .map(InetSocketAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(","));
    }

    int port() {
        return addresses.get(0).getPort();
    }
}
