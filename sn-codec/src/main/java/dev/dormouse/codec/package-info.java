/**
 * What every protocol version's codec shares: octets, the frame, field reader and writer, the forwarder envelope, the codec contract.
 * May use Netty's buffers and nothing of ours. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.codec;

import org.jspecify.annotations.NullMarked;
