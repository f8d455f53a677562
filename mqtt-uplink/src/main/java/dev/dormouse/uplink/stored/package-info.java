/**
 * Uplinks with a durable queue of the gateway's own between the MQTT server and each client: the server's messages are acknowledged
 * when they are on the disk, and a session hears them as it would from a server that keeps them.
 * May use the uplink port and Netty's event loop as a clock. All of one client is confined to that client's loop.
 */
@NullMarked
package dev.dormouse.uplink.stored;

import org.jspecify.annotations.NullMarked;
