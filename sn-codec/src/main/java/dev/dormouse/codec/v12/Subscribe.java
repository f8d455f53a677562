package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * SUBSCRIBE (1.2 §5.4.15).
 *
 * @param qos the two bits as they are, 0 to 3
 * @param topic a name or filter; for the types predefined and short exactly two octets
 */
public record Subscribe(boolean dup, int qos, TopicIdType topicIdType, int msgId, Bytes topic) implements V12Packet {
    static Subscribe read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        TopicIdType type = TopicIdType.of(flags);
        return new Subscribe(Flags.dup(flags), Flags.qos(flags), type, in.word("MsgId"), type.readTopic(in));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.SUBSCRIBE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet((dup ? Flags.DUP : 0) | Flags.ofQos(qos) | topicIdType.bits());
        out.word(msgId);
        out.octets(topic);
    }

    /** The number in the place of a name, for the types predefined and short. */
    public int topicId() {
        return topic.at(0) << 8 | topic.at(1);
    }
}
