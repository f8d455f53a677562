package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * GWINFO (1.2 §5.4.3): the answer to SEARCHGW.
 *
 * @param gwId 0 to 255
 * @param gwAdd the gateway's network address when a client answers for it, empty from the gateway itself
 */
public record GwInfo(int gwId, Bytes gwAdd) implements V12Packet {
    static GwInfo read(PacketReader in) throws MalformedPacketException {
        return new GwInfo(in.octet("GwId"), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.GWINFO;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(gwId);
        out.octets(gwAdd);
    }
}
