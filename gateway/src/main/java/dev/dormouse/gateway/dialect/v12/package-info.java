/**
 * MQTT-SN 1.2 as the gateway speaks it.
 * May use {@code message}, {@code downlink}, {@code dialect} and the codec of 1.2. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.gateway.dialect.v12;

import org.jspecify.annotations.NullMarked;
