package dev.dormouse.uplink.mqtt;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One real event loop for a test, and the uplinks that were made on it; closes all of them. */
final class RealLoops implements AutoCloseable {
    private final EventLoopGroup group;
    private final List<MqttUplinks> made = new ArrayList<>();

    private RealLoops(EventLoopGroup group) {
        this.group = group;
    }

    static RealLoops best() {
        return Epoll.isAvailable()
                ? new RealLoops(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                : nio();
    }

    static RealLoops nio() {
        return new RealLoops(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()));
    }

    EventLoop next() {
        return group.next();
    }

    MqttUplinks uplinks(UplinkOptions options) {
        MqttUplinks uplinks = new MqttUplinks(options, next());
        made.add(uplinks);
        return uplinks;
    }

    RecordingSession session(UplinkOptions options, String client) {
        return new RecordingSession(uplinks(options), client, next());
    }

    @Override
    public void close() {
        made.forEach(MqttUplinks::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
