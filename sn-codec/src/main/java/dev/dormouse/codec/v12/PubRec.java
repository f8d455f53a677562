package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** PUBREC (1.2 §5.4.14): a QoS 2 PUBLISH has arrived. */
public record PubRec(int msgId) implements V12Packet {
    static PubRec read(PacketReader in) throws MalformedPacketException {
        PubRec packet = new PubRec(in.word("MsgId"));
        in.end();
        return packet;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBREC;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(msgId);
    }
}
