/**
 * The simulator against the packaged gateway, as processes: gateway, MQTT server and dongle each are a child, and real MQTT clients
 * stand at the far end. Run by failsafe, after the gateway was packaged.
 */
@NullMarked
package dev.dormouse.sim.e2e;

import org.jspecify.annotations.NullMarked;
