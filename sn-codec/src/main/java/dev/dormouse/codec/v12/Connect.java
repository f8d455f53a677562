package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** CONNECT (1.2 §5.4.4). The duration is the keep-alive time in seconds. */
public record Connect(boolean will, boolean cleanSession, int protocolId, int duration, Bytes clientId)
        implements V12Packet {
    static Connect read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        return new Connect(
                Flags.will(flags), Flags.cleanSession(flags), in.octet("ProtocolId"), in.word("Duration"), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.CONNECT;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet((will ? Flags.WILL : 0) | (cleanSession ? Flags.CLEAN_SESSION : 0));
        out.octet(protocolId);
        out.word(duration);
        out.octets(clientId);
    }
}
