package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** PUBACK (1.2 §5.4.13): acknowledges QoS 1, and refuses a PUBLISH of any QoS. */
public record PubAck(int topicId, int msgId, ReturnCode returnCode) implements V12Packet {
    static PubAck read(PacketReader in) throws MalformedPacketException {
        PubAck ack = new PubAck(in.word("TopicId"), in.word("MsgId"), ReturnCode.of(in.octet("ReturnCode")));
        in.end();
        return ack;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(topicId);
        out.word(msgId);
        out.octet(returnCode.value());
    }
}
