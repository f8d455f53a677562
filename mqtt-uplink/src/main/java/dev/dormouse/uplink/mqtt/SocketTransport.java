package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The kind of TCP channel that a loop takes: epoll where it is an epoll loop, NIO elsewhere. */
final class SocketTransport {
    private SocketTransport() {}

    static ChannelFactory<Channel> of(EventLoop loop) {
        return Epoll.isAvailable() && loop instanceof IoEventLoop io && io.isCompatible(EpollIoHandle.class)
                ? EpollSocketChannel::new
                : NioSocketChannel::new;
    }
}
