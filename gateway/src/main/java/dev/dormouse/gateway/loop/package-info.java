/**
 * A client's thread, which is also its only clock.
 * May use Netty's event loops and nothing of ours. Everything of one client runs on one loop.
 */
@NullMarked
package dev.dormouse.gateway.loop;

import org.jspecify.annotations.NullMarked;
