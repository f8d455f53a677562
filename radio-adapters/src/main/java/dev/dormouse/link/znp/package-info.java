/**
 * ZigBee coordinators with TI's Z-Stack firmware (CC2652, CC2531), spoken to by its Monitor and Test interface. May use {@code frame},
 * {@code zigbee}, {@code radio} and what they use. Messages are values; the driver is confined to its loop.
 */
@NullMarked
package dev.dormouse.link.znp;

import org.jspecify.annotations.NullMarked;
