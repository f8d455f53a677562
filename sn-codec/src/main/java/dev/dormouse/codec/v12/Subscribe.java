package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * SUBSCRIBE (1.2 §5.4.15): a client asks for the messages of a topic.
 *
 * @param dup whether this is a retransmission
 * @param qos the two bits as they stand in Flags, 0 to 3; 3 is no QoS that can be asked for
 * @param topicIdType what {@code topic} is
 * @param msgId 0 to 65535
 * @param topic a name or filter as it came, unchecked; two octets of a predefined id or a short name
 */
public record Subscribe(boolean dup, int qos, TopicIdType topicIdType, int msgId, Bytes topic) implements V12Packet {
    static Subscribe read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        int msgId = in.pair("MsgId");
        TopicIdType topicIdType = Flags.topicIdType(flags);
        return new Subscribe(Flags.dup(flags), Flags.qos(flags), topicIdType, msgId, topicIdType.readTopic(in));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.SUBSCRIBE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(Flags.ofDup(dup) | Flags.ofQos(qos) | topicIdType.bits());
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
