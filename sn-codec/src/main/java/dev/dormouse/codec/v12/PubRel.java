package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** PUBREL (1.2 §5.4.14): a QoS 2 PUBLISH may be forgotten. */
public record PubRel(int msgId) implements V12Packet {
    static PubRel read(PacketReader in) throws MalformedPacketException {
        PubRel packet = new PubRel(in.word("MsgId"));
        in.end();
        return packet;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBREL;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(msgId);
    }
}
