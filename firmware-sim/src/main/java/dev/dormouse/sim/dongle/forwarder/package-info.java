/**
 * A microcontroller that bridges a radio to a serial line: framings, check sums, and the 1.2 forwarder envelope or none. Uses the
 * parent package and {@code Bytes}. One thread, that of the timeline.
 */
@NullMarked
package dev.dormouse.sim.dongle.forwarder;

import org.jspecify.annotations.NullMarked;
