package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on loopback, TCP and UDP, for servers that cannot choose one themselves or come back under the same one. They lie below those
 * that the system gives to sockets of its own accord, so nobody takes one between two lives of its server.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 30_000;
    private static final int ATTEMPTS = 1000;

    private Ports() {}

    static int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from " + FIRST + " to " + END + " is free");
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
