/** Tests of the simulated Z-Stack coordinator. */
@NullMarked
package dev.dormouse.sim.dongle.znp;

import org.jspecify.annotations.NullMarked;
