package dev.dormouse.gateway.config;

/** Which socket implementation carries the datagrams and connections. */
public enum TransportKind {
    /** The platform's own (epoll on Linux) where it loads, otherwise the portable one. */
    AUTO,
    /** The portable one of the JDK. */
    NIO
}
