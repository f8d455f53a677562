package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** GWINFO (1.2 §5.4.3): the answer to SEARCHGW. The address is empty when a gateway speaks for itself. */
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
