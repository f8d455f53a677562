/**
 * Message sequence charts in virtual time: what devices and the MQTT server say, and what they must hear.
 * May use the gateway as a whole, but none of its encoders. Uses one thread, and a clock that only a script moves.
 */
@NullMarked
package dev.dormouse.gateway.script;

import org.jspecify.annotations.NullMarked;
