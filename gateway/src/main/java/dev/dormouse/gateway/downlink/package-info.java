/**
 * The port towards one client: what can be sent to it and by which rules its protocol version lives.
 * May use {@code message}. Called on the client's loop only.
 */
@NullMarked
package dev.dormouse.gateway.downlink;

import org.jspecify.annotations.NullMarked;
