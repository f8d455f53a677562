package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** PUBCOMP (1.2 §5.4.14): a QoS 2 PUBLISH is done with. */
public record PubComp(int msgId) implements V12Packet {
    static PubComp read(PacketReader in) throws MalformedPacketException {
        PubComp packet = new PubComp(in.word("MsgId"));
        in.end();
        return packet;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBCOMP;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.word(msgId);
    }
}
