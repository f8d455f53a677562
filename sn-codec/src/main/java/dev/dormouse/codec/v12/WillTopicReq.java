package dev.dormouse.codec.v12;

import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLTOPICREQ (1.2 §5.4.6): the gateway asks for the Will topic.
 */
public record WillTopicReq() implements V12Packet {
    static WillTopicReq read(PacketReader in) {
        return new WillTopicReq();
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLTOPICREQ;
    }

    @Override
    public void writeBody(PacketWriter out) {}
}
