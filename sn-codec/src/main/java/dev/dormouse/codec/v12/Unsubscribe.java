package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * UNSUBSCRIBE (1.2 §5.4.17).
 *
 * @param topic a name or filter; for the types predefined and short exactly two octets
 */
public record Unsubscribe(TopicIdType topicIdType, int msgId, Bytes topic) implements V12Packet {
    static Unsubscribe read(PacketReader in) throws MalformedPacketException {
        TopicIdType type = TopicIdType.of(in.octet("Flags"));
        int msgId = in.word("MsgId");
        if (in.isAtEnd()) {
            throw new MalformedPacketException("TopicName", "is missing");
        }
        return new Unsubscribe(type, msgId, type.readTopic(in));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.UNSUBSCRIBE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(topicIdType.bits());
        out.word(msgId);
        out.octets(topic);
    }

    /** The number in the place of a name, for the types predefined and short. */
    public int topicId() {
        return topic.at(0) << 8 | topic.at(1);
    }
}
