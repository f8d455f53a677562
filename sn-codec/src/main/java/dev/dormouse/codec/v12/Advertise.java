package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * ADVERTISE (1.2 §5.4.1): a gateway makes itself known.
 *
 * @param gwId 0 to 255
 * @param duration seconds until the next one, 0 to 65535
 */
public record Advertise(int gwId, int duration) implements V12Packet {
    static Advertise read(PacketReader in) throws MalformedPacketException {
        return new Advertise(in.octet("GwId"), in.pair("Duration"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.ADVERTISE;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(gwId);
        out.pair(duration);
    }
}
