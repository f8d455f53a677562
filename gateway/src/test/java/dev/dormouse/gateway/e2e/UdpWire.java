package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** One UDP socket. */
final class UdpWire implements Wire {
    private final DatagramSocket socket;
    private final InetSocketAddress gateway;

    UdpWire(InetSocketAddress gateway) {
        this.gateway = gateway;
        try {
            socket = new DatagramSocket();
            socket.connect(gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException e) {
            throw new UncheckedIOException("to " + gateway, e);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration limit) {
        try {
            byte[] buffer = new byte[2048];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.setSoTimeout(Math.max(1, (int) limit.toMillis()));
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("from " + gateway, e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
