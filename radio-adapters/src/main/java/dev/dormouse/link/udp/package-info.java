/**
 * Datagrams over UDP, IPv4 and IPv6: one {@link dev.dormouse.link.udp.UdpLink} is one bound socket.
 * May use the link port, Netty's transports (epoll where the loop is one, NIO elsewhere) and the logger.
 * Receives on the event loop the link was given; sends from any thread; start and close from any thread but that loop's.
 */
@NullMarked
package dev.dormouse.link.udp;

import org.jspecify.annotations.NullMarked;
