/**
 * Digi XBee modules in API mode, with ZigBee, DigiMesh or 802.15.4 firmware. May use {@code frame}, {@code zigbee}, {@code radio} and
 * what they use. Frames are values; the driver is confined to its loop.
 */
@NullMarked
package dev.dormouse.link.xbee;

import org.jspecify.annotations.NullMarked;
