package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** UNSUBACK (1.2 §5.4.18). Has no return code. */
public record UnsubAck(int msgId) implements V12Packet {
    static UnsubAck read(PacketReader in) throws MalformedPacketException {
        UnsubAck packet = new UnsubAck(in.word("MsgId"));
        in.end();
        return packet;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.UNSUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(msgId);
    }
}
