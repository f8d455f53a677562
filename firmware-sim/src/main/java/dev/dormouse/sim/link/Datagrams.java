package dev.dormouse.sim.link;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Packets as the octets of datagrams. */
public final class Datagrams {
    private static final V12Codec CODEC = new V12Codec();
    private static final int USUAL = 64;

    private Datagrams() {}

    /** The octets of a packet. */
    public static byte[] of(V12Packet packet) {
        ByteBuf octets = Unpooled.buffer(USUAL);
        CODEC.encode(packet, octets);
        return ByteBufUtil.getBytes(octets);
    }

    /** The packet in a datagram. */
    public static V12Packet read(byte[] datagram) throws MalformedPacketException {
        return CODEC.decode(Unpooled.wrappedBuffer(datagram));
    }
}
