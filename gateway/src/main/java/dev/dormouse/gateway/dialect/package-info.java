/**
 * One protocol version each: from its octets to what was heard, and from what is to be said to its octets.
 * May use {@code message}, {@code downlink} and the codec. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.gateway.dialect;

import org.jspecify.annotations.NullMarked;
