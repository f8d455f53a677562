package dev.dormouse.gateway.dialect;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.gateway.message.ToClient;
import io.netty.buffer.ByteBuf;

/** One protocol version as the gateway speaks it. */
public interface Dialect {
    ProtocolRules rules();

    /**
     * Understands one datagram.
     *
     * @param datagram borrowed
     * @throws MalformedPacketException if it is no packet, or none that a client may send
     */
    Heard decode(ByteBuf datagram) throws MalformedPacketException;

    void encode(ToClient message, ByteBuf out);

    void encode(ToAnyone message, ByteBuf out);

    /** A datagram in the words of the specification, for traces. Does not move the reader index. */
    String describe(ByteBuf datagram);
}
