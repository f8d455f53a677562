package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketFrame;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import dev.dormouse.codec.SnCodec;
import io.netty.buffer.ByteBuf;

/** MQTT-SN 1.2 on the wire (1.2 §5). */
public final class V12Codec implements SnCodec<V12Packet> {
    @Override
    public V12Packet decode(ByteBuf datagram) throws MalformedPacketException {
        int length = PacketFrame.readLength(datagram);
        PacketReader in = new PacketReader(datagram, length);
        int code = in.octet("MsgType");
        V12PacketType type = V12PacketType.of(code);
        if (type == null) {
            throw new MalformedPacketException("MsgType", String.format("0x%02X is reserved", code));
        }
        return type.read(in);
    }

    @Override
    public void encode(V12Packet packet, ByteBuf out) {
        int start = out.writerIndex();
        PacketFrame.reserve(out);
        out.writeByte(packet.type().code());
        packet.writeBody(new PacketWriter(out));
        PacketFrame.writeLength(out, start);
    }
}
