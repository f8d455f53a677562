/**
 * A Digi XBee in API mode 1 or 2: ZigBee, 802.15.4 and DigiMesh firmware. Uses the parent package and {@code Bytes}. One thread, that
 * of the timeline.
 */
@NullMarked
package dev.dormouse.sim.dongle.xbee;

import org.jspecify.annotations.NullMarked;
