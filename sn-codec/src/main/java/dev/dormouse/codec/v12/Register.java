package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** REGISTER (1.2 §5.4.10): a client asks for the id of a name, or a gateway tells it. */
public record Register(int topicId, int msgId, Bytes topicName) implements V12Packet {
    static Register read(PacketReader in) throws MalformedPacketException {
        return new Register(in.word("TopicId"), in.word("MsgId"), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.REGISTER;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(topicId);
        out.word(msgId);
        out.octets(topicName);
    }
}
