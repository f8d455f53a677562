package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.Will;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a client introduces itself on one connection: what goes into CONNECT and is its own (MQTT 5 §3.1).
 *
 * @param sessionExpiry zero: the session ends with the connection, in good order
 * @param outageExpiry how long it is kept when the connection breaks; MQTT 5 only
 */
record Hello(
        String clientId,
        boolean cleanStart,
        Duration sessionExpiry,
        Duration outageExpiry,
        @Nullable Will will) {}
