package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/** PINGREQ (1.2 §5.4.19). A sleeping client adds its id; null when there is none. */
public record PingReq(@Nullable Bytes clientId) implements V12Packet {
    static PingReq read(PacketReader in) throws MalformedPacketException {
        return new PingReq(in.isAtEnd() ? null : in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PINGREQ;
    }

    @Override
    public void writeBody(PacketWriter out) {
        if (clientId != null) {
            out.octets(clientId);
        }
    }
}
