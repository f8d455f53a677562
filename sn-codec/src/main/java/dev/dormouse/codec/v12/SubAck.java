package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * SUBACK (1.2 §5.4.16): the answer to SUBSCRIBE.
 *
 * @param qos granted, 0 to 3
 * @param topicId 0 to 65535, 0 where it has no meaning
 * @param msgId of the SUBSCRIBE, 0 to 65535
 * @param returnCode whether the request was accepted, and if not, why
 */
public record SubAck(int qos, int topicId, int msgId, ReturnCode returnCode) implements V12Packet {
    static SubAck read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        return new SubAck(
                Flags.qos(flags), in.pair("TopicId"), in.pair("MsgId"), ReturnCode.of(in.octet("ReturnCode")));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.SUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(Flags.ofQos(qos));
        out.pair(topicId);
        out.pair(msgId);
        out.octet(returnCode.value());
    }
}
