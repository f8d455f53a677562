package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** REGACK (1.2 §5.4.11): the answer to REGISTER. */
public record RegAck(int topicId, int msgId, ReturnCode returnCode) implements V12Packet {
    static RegAck read(PacketReader in) throws MalformedPacketException {
        RegAck ack = new RegAck(in.word("TopicId"), in.word("MsgId"), ReturnCode.of(in.octet("ReturnCode")));
        in.end();
        return ack;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.REGACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(topicId);
        out.word(msgId);
        out.octet(returnCode.value());
    }
}
