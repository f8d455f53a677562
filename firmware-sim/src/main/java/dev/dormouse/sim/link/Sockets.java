package dev.dormouse.sim.link;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;

/** The platform's own sockets where they load, the portable ones elsewhere. */
public final class Sockets {
    private Sockets() {}

    /** Loops for sockets, one thread each. */
    public static EventLoopGroup loops(int threads) {
        IoHandlerFactory handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("fleet", true), handlers);
    }

    /** Opens one towards the gateway; on its loop. */
    static Port open(EventLoop loop, InetSocketAddress gateway, Port.Ear ear) {
        return Epoll.isAvailable()
                ? new EpollSocket((IoEventLoop) loop, gateway, ear)
                : new ChannelSocket(loop, gateway, ear);
    }
}
