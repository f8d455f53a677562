/**
 * Messages of QoS −1, from senders that need no session.
 * May use {@code message}, {@code topic} and the uplink port. Safe from any thread.
 */
@NullMarked
package dev.dormouse.gateway.sessionless;

import org.jspecify.annotations.NullMarked;
