package dev.dormouse.codec.v12;

import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * PINGRESP (1.2 §5.4.20): the answer to PINGREQ; to an awake client also: nothing more is kept for you.
 */
public record PingResp() implements V12Packet {
    static PingResp read(PacketReader in) {
        return new PingResp();
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PINGRESP;
    }

    @Override
    public void writeBody(PacketWriter out) {}
}
