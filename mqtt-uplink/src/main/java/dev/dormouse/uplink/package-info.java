/**
 * The port towards the MQTT server: two vocabularies and the value types both sides share.
 * May use {@code Bytes} of the codec and Netty's event loop as a clock. All calls for one client come on that client's event loop.
 */
@NullMarked
package dev.dormouse.uplink;

import org.jspecify.annotations.NullMarked;
