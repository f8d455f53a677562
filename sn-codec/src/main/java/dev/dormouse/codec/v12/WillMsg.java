package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLMSG (1.2 §5.4.9): the Will message, in answer to WILLMSGREQ.
 *
 * @param message possibly empty
 */
public record WillMsg(Bytes message) implements V12Packet {
    static WillMsg read(PacketReader in) {
        return new WillMsg(in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLMSG;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octets(message);
    }
}
