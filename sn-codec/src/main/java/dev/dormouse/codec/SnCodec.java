package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/**
 * Octets to packets and back for one protocol version.
 *
 * @param <P> the packets of that version
 */
public interface SnCodec<P extends SnPacket> {
    /**
     * Reads one packet that fills the readable octets exactly.
     *
     * @param datagram borrowed; the packet keeps no reference to it
     * @throws MalformedPacketException if the octets are no packet of this version
     */
    P decode(ByteBuf datagram) throws MalformedPacketException;

    /**
     * Writes one packet in its shortest form.
     *
     * @throws IllegalArgumentException if the packet does not fit into the 65535 octets that a Length can say
     */
    void encode(P packet, ByteBuf out);
}
