package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** SUBACK (1.2 §5.4.16). The QoS is the granted one. */
public record SubAck(int qos, int topicId, int msgId, ReturnCode returnCode) implements V12Packet {
    static SubAck read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        SubAck ack = new SubAck(
                Flags.qos(flags), in.word("TopicId"), in.word("MsgId"), ReturnCode.of(in.octet("ReturnCode")));
        in.end();
        return ack;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.SUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(Flags.ofQos(qos));
        out.word(topicId);
        out.word(msgId);
        out.octet(returnCode.value());
    }
}
