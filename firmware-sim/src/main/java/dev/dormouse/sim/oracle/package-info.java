/**
 * Knows every message of a fleet and what its QoS promises, and says what was broken. May use {@code run}, {@code fleet} and an MQTT
 * client. Threading: the oracle may be called from all threads.
 */
@NullMarked
package dev.dormouse.sim.oracle;

import org.jspecify.annotations.NullMarked;
