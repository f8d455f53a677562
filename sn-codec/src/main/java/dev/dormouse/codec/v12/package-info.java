/**
 * MQTT-SN 1.2 on the wire: one record per packet, one decode table, and the codec over them.
 * May use {@code dev.dormouse.codec} and Netty's buffers. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.codec.v12;

import org.jspecify.annotations.NullMarked;
