/**
 * What clients say and what is said to them, in terms that no protocol version owns.
 * May use {@code Bytes} and the uplink port's value types. Immutable; safe from any thread.
 */
@NullMarked
package dev.dormouse.gateway.message;

import org.jspecify.annotations.NullMarked;
