/**
 * Simulated MQTT-SN devices, fleets and radio dongles. Of ours it may use the codec only, so that a shared mistake cannot hide.
 * Threading: see each package.
 */
@NullMarked
package dev.dormouse.sim;

import org.jspecify.annotations.NullMarked;
