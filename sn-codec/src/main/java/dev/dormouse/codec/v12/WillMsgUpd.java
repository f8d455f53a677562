package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLMSGUPD (1.2 §5.4.23): a client changes its Will message while it is connected.
 *
 * @param message possibly empty
 */
public record WillMsgUpd(Bytes message) implements V12Packet {
    static WillMsgUpd read(PacketReader in) {
        return new WillMsgUpd(in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLMSGUPD;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octets(message);
    }
}
