package dev.dormouse.link.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;

/** The kind of socket that fits an event loop, and how that kind is told to read. */
enum UdpTransport {
    /** Reads many datagrams with one system call (recvmmsg), sends many with one (sendmmsg). Linux only. */
    EPOLL {
        @Override
        void configure(Bootstrap bootstrap, SocketProtocolFamily family, int octetsPerDatagram) {
            int batch = Math.max(1, Math.min(MOST_PER_READ, MOST_OCTETS_PER_READ / octetsPerDatagram));
            bootstrap
                    .channelFactory(() -> new EpollDatagramChannel(family))
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, octetsPerDatagram)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(batch * octetsPerDatagram).maxMessagesPerRead(ONE_READ));
        }

        @Override
        int grantedReceiveBuffer(int reported) {
            // Linux doubles what it grants, to have room for its own records; the JDK undoes that, a plain getsockopt
            // does not.
            return reported / 2;
        }
    },

    /** One system call for each datagram. Everywhere. */
    NIO {
        @Override
        void configure(Bootstrap bootstrap, SocketProtocolFamily family, int octetsPerDatagram) {
            bootstrap
                    .channelFactory(() -> new NioDatagramChannel(family))
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(octetsPerDatagram).maxMessagesPerRead(MOST_PER_TURN));
        }

        @Override
        int grantedReceiveBuffer(int reported) {
            return reported;
        }
    };

    /** Each place costs a little even when it stays empty: 16 is near the best of both a lonely datagram and a burst. */
    private static final int MOST_PER_READ = 16;

    private static final int MOST_OCTETS_PER_READ = 128 * 1024;

    /** Ends a turn after the first read: asking again only to hear "nothing" costs a system call on each lonely datagram. */
    private static final int ONE_READ = 1;

    /** After so many datagrams the loop's other channels have their turn. */
    private static final int MOST_PER_TURN = 64;

    /** Sets the channel class and the options of reading datagrams up to a length. */
    abstract void configure(Bootstrap bootstrap, SocketProtocolFamily family, int octetsPerDatagram);

    /** The receive buffer that was asked for and granted, from what the channel reports. */
    abstract int grantedReceiveBuffer(int reported);

    /**
     * The transport for a loop. Asks the loop rather than looking at its class, because its I/O handler may be a composite.
     *
     * @throws IllegalArgumentException when the loop carries no UDP sockets
     */
    static UdpTransport fitting(EventLoop loop) {
        if (loop instanceof IoEventLoop io) {
            if (io.isCompatible(EpollIoHandle.class)) {
                return EPOLL;
            }
            if (io.isCompatible(NioIoHandle.class)) {
                return NIO;
            }
        }
        throw new IllegalArgumentException("This event loop carries no UDP sockets: " + loop);
    }
}
