/**
 * The port through which datagrams arrive and leave; every kind of network is one {@link dev.dormouse.link.DatagramLink}.
 * May use Netty's buffers. A link calls its receiver on one thread only, its own event loop.
 */
@NullMarked
package dev.dormouse.link;

import org.jspecify.annotations.NullMarked;
