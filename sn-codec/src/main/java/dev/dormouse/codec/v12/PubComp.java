package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PUBCOMP (1.2 §5.4.14): the third answer at QoS 2.
 *
 * @param msgId of the packet it answers, 0 to 65535
 */
public record PubComp(int msgId) implements V12Packet {
    static PubComp read(PacketReader in) throws MalformedPacketException {
        return new PubComp(in.pair("MsgId"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PUBCOMP;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(msgId);
    }
}
