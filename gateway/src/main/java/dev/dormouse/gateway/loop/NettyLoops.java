package dev.dormouse.gateway.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The event loops of the program, on epoll where the machine has it and on NIO elsewhere. */
public final class NettyLoops implements AutoCloseable {
    private final EventLoopGroup group;
    private final List<NettyLoop> loops;
    private final String transport;

    private NettyLoops(EventLoopGroup group, List<NettyLoop> loops, String transport) {
        this.group = group;
        this.loops = loops;
        this.transport = transport;
    }

    /** The network that event loops wait on. */
    public enum Transport {
        EPOLL_OR_NIO,
        NIO
    }

    /**
     * Starts the loops.
     *
     * @param threads how many; 0: as many as suit the machine
     * @param extension what the loops have to carry beside the network
     */
    public static NettyLoops start(int threads, Transport transport, UnaryOperator<IoHandlerFactory> extension) {
        boolean epoll = transport == Transport.EPOLL_OR_NIO && Epoll.isAvailable();
        IoHandlerFactory network = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int count = threads > 0 ? threads : threadsFor(Runtime.getRuntime().availableProcessors());
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("loop"), extension.apply(network));
        List<NettyLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(new NettyLoop(group.next()));
        }
        return new NettyLoops(group, List.copyOf(loops), epoll ? "epoll" : "NIO");
    }

    /** One on up to two cores: the broker needs the other. */
    private static int threadsFor(int cores) {
        return cores <= 2 ? 1 : cores / 2;
    }

    public List<NettyLoop> all() {
        return loops;
    }

    /** The loop for what belongs to no client. */
    public EventLoop first() {
        return loops.get(0).eventLoop();
    }

    /** A place for the n-th link; the loops take turns. */
    public EventLoop forLink(int n) {
        return loops.get(n % loops.size()).eventLoop();
    }

    public String transport() {
        return transport;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
