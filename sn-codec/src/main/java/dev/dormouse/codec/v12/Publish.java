package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBLISH (1.2 §5.4.12): a message.
 *
 * @param dup whether this is a retransmission
 * @param qos the two bits as they stand in Flags, 0 to 3; 3 is QoS -1
 * @param retain whether the server keeps the message
 * @param topicIdType what {@code topicId} means
 * @param topicId 0 to 65535; of a short name its two octets
 * @param msgId 0 to 65535, 0 at QoS 0 and -1
 * @param data the payload, possibly empty
 */
public record Publish(boolean dup, int qos, boolean retain, TopicIdType topicIdType, int topicId, int msgId, Bytes data)
        implements V12Packet {
    static Publish read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        return new Publish(
                Flags.dup(flags),
                Flags.qos(flags),
                Flags.retain(flags),
                Flags.topicIdType(flags),
                in.pair("TopicId"),
                in.pair("MsgId"),
                in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBLISH;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(Flags.ofDup(dup) | Flags.ofQos(qos) | Flags.ofRetain(retain) | topicIdType.bits());
        out.pair(topicId);
        out.pair(msgId);
        out.octets(data);
    }
}
