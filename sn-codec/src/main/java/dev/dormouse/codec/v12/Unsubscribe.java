package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * UNSUBSCRIBE (1.2 §5.4.17): a client ends a subscription.
 *
 * @param topicIdType what {@code topic} is
 * @param msgId 0 to 65535
 * @param topic a name or filter as it came, 1 octet or more; two octets of a predefined id or a short name
 */
public record Unsubscribe(TopicIdType topicIdType, int msgId, Bytes topic) implements V12Packet {
    static Unsubscribe read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        int msgId = in.pair("MsgId");
        TopicIdType topicIdType = Flags.topicIdType(flags);
        Bytes topic = topicIdType.readTopic(in);
        // Unlike SUBACK, UNSUBACK has no code to refuse an empty name with.
        if (topicIdType == TopicIdType.NORMAL && topic.isEmpty()) {
            throw new MalformedPacketException("TopicName", "is empty");
        }
        return new Unsubscribe(topicIdType, msgId, topic);
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.UNSUBSCRIBE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(topicIdType.bits());
        out.pair(msgId);
        out.octets(topic);
    }

    /**
     * The two octets of a predefined topic id or a short name as a number, 0 to 65535.
     *
     * @throws IllegalStateException if the topic has another length
     */
    public int topicId() {
        return TopicIdType.number(topic);
    }
}
