/** Tests of the simulated Bluetooth controller. */
@NullMarked
package dev.dormouse.sim.dongle.ble;

import org.jspecify.annotations.NullMarked;
