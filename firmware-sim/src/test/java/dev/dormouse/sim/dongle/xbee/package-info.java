/** Tests of the simulated XBee. */
@NullMarked
package dev.dormouse.sim.dongle.xbee;

import org.jspecify.annotations.NullMarked;
