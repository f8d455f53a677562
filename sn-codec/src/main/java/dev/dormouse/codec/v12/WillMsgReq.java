package dev.dormouse.codec.v12;

import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLMSGREQ (1.2 §5.4.8): the gateway asks for the Will message.
 */
public record WillMsgReq() implements V12Packet {
    static WillMsgReq read(PacketReader in) {
        return new WillMsgReq();
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLMSGREQ;
    }

    @Override
    public void writeBody(PacketWriter out) {}
}
