/**
 * A Texas Instruments Z-Stack coordinator behind the monitor and test interface (MT over UNPI). Uses the parent package and
 * {@code Bytes}. One thread, that of the timeline.
 */
@NullMarked
package dev.dormouse.sim.dongle.znp;

import org.jspecify.annotations.NullMarked;
