package dev.dormouse.link.udp;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The four ways a link can live here: either transport, either protocol. */
enum Network {
    EPOLL_IPV4(true, "127.0.0.1"),
    EPOLL_IPV6(true, "::1"),
    NIO_IPV4(false, "127.0.0.1"),
    NIO_IPV6(false, "::1");

    private final boolean epoll;
    private final String host;

    Network(boolean epoll, String host) {
        this.epoll = epoll;
        this.host = host;
    }

    IoHandlerFactory ioHandler() {
        return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    InetSocketAddress loopback() {
        return at(host);
    }

    InetSocketAddress wildcard() {
        return at(host.contains(":") ? "::" : "0.0.0.0");
    }

    boolean speaksIpv6() {
        return host.contains(":");
    }

    static InetSocketAddress at(String literal) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
