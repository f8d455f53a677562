/**
 * What every protocol version's codec shares: {@link dev.dormouse.codec.Bytes}, the codec contract and the malformed-packet exception.
 * May use Netty's buffers and nothing of ours. Stateless; safe from any thread.
 */
@NullMarked
package dev.dormouse.codec;

import org.jspecify.annotations.NullMarked;
