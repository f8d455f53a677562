/**
 * How known MQTT-SN clients behave, their mistakes included: values only, read by the simulated device. Depends on nothing.
 * Threading: immutable.
 */
@NullMarked
package dev.dormouse.sim.profile;

import org.jspecify.annotations.NullMarked;
