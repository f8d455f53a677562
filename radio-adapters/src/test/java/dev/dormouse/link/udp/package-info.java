/**
 * Tests of the UDP link over real sockets on loopback.
 * May use everything the link may, and plain sockets of the platform as the device.
 * Each test has loops of its own; its thread is the device.
 */
@NullMarked
package dev.dormouse.link.udp;

import org.jspecify.annotations.NullMarked;
