package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * CONNECT (1.2 §5.4.4): a client sets up its connection.
 *
 * @param will whether the gateway shall ask for a Will
 * @param cleanSession whether session and Will of before are deleted
 * @param protocolId 0 to 255, 1 in this version
 * @param duration keep alive in seconds, 0 to 65535
 * @param clientId octets as they came, unchecked, possibly none
 */
public record Connect(boolean will, boolean cleanSession, int protocolId, int duration, Bytes clientId)
        implements V12Packet {
    static Connect read(PacketReader in) throws MalformedPacketException {
        int flags = in.octet("Flags");
        return new Connect(
                Flags.will(flags), Flags.cleanSession(flags), in.octet("ProtocolId"), in.pair("Duration"), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.CONNECT;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(Flags.ofWill(will) | Flags.ofCleanSession(cleanSession));
        out.octet(protocolId);
        out.pair(duration);
        out.octets(clientId);
    }
}
