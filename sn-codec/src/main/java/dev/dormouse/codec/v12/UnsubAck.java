package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * UNSUBACK (1.2 §5.4.18): the answer to UNSUBSCRIBE.
 *
 * @param msgId of the packet it answers, 0 to 65535
 */
public record UnsubAck(int msgId) implements V12Packet {
    static UnsubAck read(PacketReader in) throws MalformedPacketException {
        return new UnsubAck(in.pair("MsgId"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.UNSUBACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.pair(msgId);
    }
}
