package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * REGISTER (1.2 §5.4.10): a topic id for a topic name: asked for by a client, told by a gateway.
 *
 * @param topicId 0 from a client, the assigned id from a gateway, 0 to 65535
 * @param msgId 0 to 65535
 * @param topicName octets as they came, unchecked, possibly none
 */
public record Register(int topicId, int msgId, Bytes topicName) implements V12Packet {
    static Register read(PacketReader in) throws MalformedPacketException {
        return new Register(in.pair("TopicId"), in.pair("MsgId"), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.REGISTER;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(topicId);
        out.pair(msgId);
        out.octets(topicName);
    }
}
