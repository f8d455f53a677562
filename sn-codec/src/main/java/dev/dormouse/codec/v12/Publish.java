package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBLISH (1.2 §5.4.12).
 *
 * @param qos the two bits as they are: 3 stands for QoS −1
 * @param topicId the 16 bits as they are, also where two characters of a short name stand there
 */
public record Publish(boolean dup, int qos, boolean retain, TopicIdType topicIdType, int topicId, int msgId, Bytes data)
        implements V12Packet {
    static Publish read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        return new Publish(
                Flags.dup(flags),
                Flags.qos(flags),
                Flags.retain(flags),
                TopicIdType.of(flags),
                in.word("TopicId"),
                in.word("MsgId"),
                in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBLISH;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet((dup ? Flags.DUP : 0) | Flags.ofQos(qos) | (retain ? Flags.RETAIN : 0) | topicIdType.bits());
        out.word(topicId);
        out.word(msgId);
        out.octets(data);
    }
}
