/**
 * Commands to the running gateway: a socket in the data directory, a line each way.
 * May use the loop, the link port and radio links. The socket has a thread of its own, which blocks.
 */
@NullMarked
package dev.dormouse.gateway.control;

import org.jspecify.annotations.NullMarked;
