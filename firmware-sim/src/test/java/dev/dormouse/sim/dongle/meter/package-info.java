/** Tests of the meter. */
@NullMarked
package dev.dormouse.sim.dongle.meter;

import org.jspecify.annotations.NullMarked;
