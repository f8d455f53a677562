/**
 * Simulated MQTT-SN devices and fleets. Nothing here yet; of ours it may use the codec only, so that a shared mistake cannot hide.
 * Threading: to be decided with the first device.
 */
@NullMarked
package dev.dormouse.sim;

import org.jspecify.annotations.NullMarked;
