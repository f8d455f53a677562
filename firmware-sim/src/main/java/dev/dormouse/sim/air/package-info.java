/**
 * What lies between a device and its gateway: loss, delay, outages, address translators. May use {@code device.Ticks}. Threading:
 * conditions are values; an air belongs to one thread.
 */
@NullMarked
package dev.dormouse.sim.air;

import org.jspecify.annotations.NullMarked;
