package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * CONNACK (1.2 §5.4.5): the answer to CONNECT.
 *
 * @param returnCode whether the request was accepted, and if not, why
 */
public record ConnAck(ReturnCode returnCode) implements V12Packet {
    static ConnAck read(PacketReader in) throws MalformedPacketException {
        return new ConnAck(ReturnCode.of(in.octet("ReturnCode")));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.CONNACK;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(returnCode.value());
    }
}
