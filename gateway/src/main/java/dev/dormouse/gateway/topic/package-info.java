/**
 * Topic names, filters, the aliases of one client and the predefined numbers.
 * May use {@code message}. What belongs to one client is confined to its loop; the rest is immutable.
 */
@NullMarked
package dev.dormouse.gateway.topic;

import org.jspecify.annotations.NullMarked;
