package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketFrame;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import dev.dormouse.codec.SnCodec;
import io.netty.buffer.ByteBuf;

/**
 * The codec of MQTT-SN 1.2 (§5). Refuses only what cannot be parsed; values that are wrong but readable are kept, so that the
 * request can be refused with an answer. Forwarder envelopes (0xFE) are opened before, by
 * {@link dev.dormouse.codec.ForwarderEnvelope}.
 */
public final class V12Codec implements SnCodec<V12Packet> {
    @Override
    public V12Packet decode(ByteBuf datagram) throws MalformedPacketException {
        PacketFrame.enter(datagram);
        PacketReader in = new PacketReader(datagram);
        int code = in.octet("MsgType");
        V12PacketType type = V12PacketType.ofCode(code);
        if (type == null) {
            throw new MalformedPacketException("MsgType", "0x%02X is reserved".formatted(code));
        }
        V12Packet packet = type.readBody(in);
        in.end();
        return packet;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if a number does not fit into its field; the buffer is then as it was
     */
    @Override
    public void encode(V12Packet packet, ByteBuf out) {
        int start = PacketFrame.begin(out);
        try {
            PacketWriter writer = new PacketWriter(out);
            writer.octet(packet.type().code());
            packet.writeBody(writer);
            PacketFrame.end(out, start);
        } catch (RuntimeException e) {
            out.writerIndex(start);
            throw e;
        }
    }
}
