package dev.dormouse.sim.proxy;

import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.link.Datagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands on a UDP port of loopback between devices and a gateway; the gateway sees each device at a port of its own. */
public final class UdpProxy implements AutoCloseable {
    private final InetSocketAddress gateway;
    private final List<Meddler> meddlers;
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, Talk> talks = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(65_536);

    public UdpProxy(InetSocketAddress gateway, Meddler... meddlers) throws IOException {
        this.gateway = gateway;
        this.meddlers = List.of(meddlers);
        selector = Selector.open();
        front = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        register(front, null);
        Thread thread = new Thread(this::run, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where devices find it. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) front.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void register(DatagramChannel channel, @Nullable Talk talk) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, talk);
    }

    private void run() {
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    pass((DatagramChannel) key.channel(), (Talk) key.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException e) {
            // closed: nothing more to pass
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(DatagramChannel channel, @Nullable Talk talk) throws IOException {
        for (SocketAddress from = receive(channel); from != null; from = receive(channel)) {
            byte[] datagram = Arrays.copyOf(buffer.array(), buffer.position());
            if (talk == null) {
                talkOf(from).up(datagram);
            } else {
                talk.down(datagram);
            }
        }
    }

    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        buffer.clear();
        return channel.receive(buffer);
    }

    private Talk talkOf(SocketAddress device) throws IOException {
        Talk talk = talks.get(device);
        if (talk == null) {
            DatagramChannel back = DatagramChannel.open().connect(gateway);
            talk = new Talk(device, back);
            register(back, talk);
            talks.put(device, talk);
        }
        return talk;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** What one device and the gateway say to each other. */
    private final class Talk implements Meddler.Ends {
        private final SocketAddress device;
        private final DatagramChannel back;

        Talk(SocketAddress device, DatagramChannel back) {
            this.device = device;
            this.back = back;
        }

        void up(byte[] datagram) {
            if (Meddling.passes(meddlers, datagram, (meddler, packet) -> meddler.up(packet, this))) {
                toGateway(datagram);
            }
        }

        void down(byte[] datagram) {
            if (Meddling.passes(meddlers, datagram, (meddler, packet) -> meddler.down(packet, this))) {
                toDevice(datagram);
            }
        }

        @Override
        public long now() {
            return System.nanoTime() / 1000;
        }

        @Override
        public void toGateway(V12Packet packet) {
            toGateway(Datagrams.of(packet));
        }

        @Override
        public void toDevice(V12Packet packet) {
            toDevice(Datagrams.of(packet));
        }

        private void toGateway(byte[] datagram) {
            try {
                back.write(ByteBuffer.wrap(datagram));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void toDevice(byte[] datagram) {
            try {
                front.send(ByteBuffer.wrap(datagram), device);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
