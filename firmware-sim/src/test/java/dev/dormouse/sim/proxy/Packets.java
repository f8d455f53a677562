package dev.dormouse.sim.proxy;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import java.util.function.BiPredicate;

/** Packets as datagrams, for whoever meddles with them. */
public final class Packets {
    private static final V12Codec CODEC = new V12Codec();

    private Packets() {}

    /** Whether no meddler keeps a datagram to himself. */
    public static boolean passes(
            Collection<Meddler> meddlers, byte[] datagram, BiPredicate<Meddler, V12Packet> meddling) {
        if (meddlers.isEmpty()) {
            return true;
        }
        try {
            V12Packet packet = CODEC.decode(Unpooled.wrappedBuffer(datagram));
            return meddlers.stream().noneMatch(meddler -> meddling.test(meddler, packet));
        } catch (MalformedPacketException e) {
            return true;
        }
    }

    public static byte[] octets(V12Packet packet) {
        ByteBuf octets = Unpooled.buffer();
        CODEC.encode(packet, octets);
        return ByteBufUtil.getBytes(octets);
    }
}
