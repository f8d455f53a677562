/** Tests of the simulated forwarder. */
@NullMarked
package dev.dormouse.sim.dongle.forwarder;

import org.jspecify.annotations.NullMarked;
