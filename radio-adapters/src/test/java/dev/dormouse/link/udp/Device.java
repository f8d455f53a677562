package dev.dormouse.link.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A device as a plain socket of the platform; waits five seconds at most for what it should hear. */
final class Device implements AutoCloseable {
    private final DatagramSocket socket;
    private final byte[] space = new byte[70_000];

    Device(InetSocketAddress bindAddress) throws IOException {
        socket = new DatagramSocket(bindAddress);
        socket.setReceiveBufferSize(4 * 1024 * 1024);
        socket.setSoTimeout(5000);
    }

    /** How many small datagrams this system surely holds for a socket, at most 5 000. */
    int bearableBurst() throws IOException {
        return Math.min(5000, socket.getReceiveBufferSize() / 1024);
    }

    UdpAddress address() {
        return new UdpAddress((InetSocketAddress) socket.getLocalSocketAddress());
    }

    void says(SocketAddress to, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    void says(SocketAddress to, String text) throws IOException {
        says(to, text.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] hears() throws IOException {
        DatagramPacket packet = new DatagramPacket(space, space.length);
        socket.receive(packet);
        return Arrays.copyOf(space, packet.getLength());
    }

    String hearsText() throws IOException {
        return new String(hears(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        socket.close();
    }
}
