/** Tests of the simulated dongles in virtual time, and of the pseudo-terminal with a real socat. */
@NullMarked
package dev.dormouse.sim.dongle;

import org.jspecify.annotations.NullMarked;
