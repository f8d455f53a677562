package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBREC (1.2 §5.4.14): the first answer to PUBLISH at QoS 2.
 *
 * @param msgId of the packet it answers, 0 to 65535
 */
public record PubRec(int msgId) implements V12Packet {
    static PubRec read(PacketReader in) throws MalformedPacketException {
        return new PubRec(in.pair("MsgId"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBREC;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(msgId);
    }
}
