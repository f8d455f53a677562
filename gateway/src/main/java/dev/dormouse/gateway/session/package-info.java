/**
 * What a gateway is about: the dialogues of one client, without octets, sockets, threads, wall clocks or protocol versions.
 * May use {@code message}, {@code topic}, {@code downlink}, {@code store}, {@code loop} and the uplink port.
 * Everything of one session runs on its client's loop; no locks.
 */
@NullMarked
package dev.dormouse.gateway.session;

import org.jspecify.annotations.NullMarked;
