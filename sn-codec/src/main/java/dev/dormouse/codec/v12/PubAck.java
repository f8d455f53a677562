package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBACK (1.2 §5.4.13): the answer to PUBLISH at QoS 1, and the refusal of a PUBLISH of any QoS.
 *
 * @param topicId 0 to 65535
 * @param msgId of the packet it answers, 0 to 65535
 * @param returnCode whether the request was accepted, and if not, why
 */
public record PubAck(int topicId, int msgId, ReturnCode returnCode) implements V12Packet {
    static PubAck read(PacketReader in) throws MalformedPacketException {
        return new PubAck(in.pair("TopicId"), in.pair("MsgId"), ReturnCode.of(in.octet("ReturnCode")));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(topicId);
        out.pair(msgId);
        out.octet(returnCode.value());
    }
}
