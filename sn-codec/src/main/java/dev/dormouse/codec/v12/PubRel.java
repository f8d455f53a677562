package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBREL (1.2 §5.4.14): the answer to PUBREC.
 *
 * @param msgId of the packet it answers, 0 to 65535
 */
public record PubRel(int msgId) implements V12Packet {
    static PubRel read(PacketReader in) throws MalformedPacketException {
        return new PubRel(in.pair("MsgId"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBREL;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(msgId);
    }
}
