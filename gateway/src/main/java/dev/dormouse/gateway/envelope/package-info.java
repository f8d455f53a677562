/**
 * Forwarder encapsulation (1.2 §5.5): who is really talking behind a forwarder, and the way back to it.
 * May use {@code codec} and the link port.
 * Opens on the thread that the link receives on; closes on any.
 */
@NullMarked
package dev.dormouse.gateway.envelope;

import org.jspecify.annotations.NullMarked;
