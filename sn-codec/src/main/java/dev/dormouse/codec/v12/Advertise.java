package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** ADVERTISE (1.2 §5.4.1): a gateway says that it is there, and in how many seconds it will say so again. */
public record Advertise(int gwId, int duration) implements V12Packet {
    static Advertise read(PacketReader in) throws MalformedPacketException {
        Advertise advertise = new Advertise(in.octet("GwId"), in.word("Duration"));
        in.end();
        return advertise;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.ADVERTISE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(gwId);
        out.word(duration);
    }
}
