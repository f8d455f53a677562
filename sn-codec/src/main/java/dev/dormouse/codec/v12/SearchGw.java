package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * SEARCHGW (1.2 §5.4.2): a client looks for a gateway.
 *
 * @param radius broadcast radius in hops, 0 to 255; 0 is the whole network
 */
public record SearchGw(int radius) implements V12Packet {
    static SearchGw read(PacketReader in) throws MalformedPacketException {
        return new SearchGw(in.octet("Radius"));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.SEARCHGW;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(radius);
    }
}
