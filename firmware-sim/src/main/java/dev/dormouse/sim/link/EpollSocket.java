package dev.dormouse.sim.link;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket towards the gateway without a channel and its pipeline around it, which would need as much memory as a device. Opened
 * and used on its loop only.
 */
final class EpollSocket implements Port, EpollIoHandle {
    private static final int LARGEST_DATAGRAM = 65_536;
    private static final int MOST_AT_ONCE = 64;

    /** Where datagrams pass between Java and the system; empty between two calls. */
    private static final FastThreadLocal<ByteBuffer> PASSAGE = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
        }
    };

    private final IoEventLoop loop;
    private final InetSocketAddress gateway;
    private final Port.Ear ear;
    private LinuxSocket socket;
    private @Nullable IoRegistration registration;

    EpollSocket(IoEventLoop loop, InetSocketAddress gateway, Port.Ear ear) {
        this.loop = loop;
        this.gateway = gateway;
        this.ear = ear;
        this.socket = open();
        register();
    }

    private LinuxSocket open() {
        try {
            LinuxSocket opened = LinuxSocket.newSocketDgram();
            try {
                opened.connect(gateway);
                return opened;
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a socket towards " + gateway, e);
        }
    }

    private void register() {
        IoRegistration registered = loop.register(this).syncUninterruptibly().getNow();
        registered.submit(EpollIoOps.EPOLLIN);
        registration = registered;
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        ByteBuffer passage = PASSAGE.get();
        LinuxSocket readable = socket;
        // Whoever hears a datagram may rebind or close.
        for (int i = 0; i < MOST_AT_ONCE && readable.isOpen(); i++) {
            int size;
            try {
                size = readable.read(passage, 0, passage.capacity());
            } catch (IOException e) {
                // A gateway that is not there answers with ICMP; the device only sees that nothing comes.
                continue;
            }
            if (size == 0) {
                return;
            }
            byte[] datagram = new byte[Math.max(0, size)];
            passage.get(0, datagram);
            ear.hear(datagram);
        }
    }

    /** What cannot be sent is lost, like on the air; but an error is about an earlier datagram, so this one gets a second chance. */
    @Override
    public void send(byte[] datagram) {
        if (datagram.length <= LARGEST_DATAGRAM && !write(datagram)) {
            write(datagram);
        }
    }

    private boolean write(byte[] datagram) {
        try {
            socket.write(PASSAGE.get().put(0, datagram), 0, datagram.length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The old socket is closed last, so that its port is not the new one. */
    @Override
    public void rebind() {
        LinuxSocket old = socket;
        deregister();
        socket = open();
        close(old);
        register();
    }

    @Override
    public void close() {
        if (socket.isOpen()) {
            deregister();
            close(socket);
        }
    }

    private void deregister() {
        IoRegistration registered = registration;
        if (registered != null) {
            registration = null;
            registered.cancel();
        }
    }

    private static void close(LinuxSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a socket", e);
        }
    }
}
