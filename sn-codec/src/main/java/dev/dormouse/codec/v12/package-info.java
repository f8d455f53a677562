/**
 * MQTT-SN 1.2: one packet, one record, one file, one section of the specification.
 * May use the parent package and Netty's buffers. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.codec.v12;

import org.jspecify.annotations.NullMarked;
