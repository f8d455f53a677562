package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLMSGRESP (1.2 §5.4.25): the answer to WILLMSGUPD.
 *
 * @param returnCode whether the request was accepted, and if not, why
 */
public record WillMsgResp(ReturnCode returnCode) implements V12Packet {
    static WillMsgResp read(PacketReader in) throws MalformedPacketException {
        return new WillMsgResp(ReturnCode.of(in.octet("ReturnCode")));
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLMSGRESP;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(returnCode.value());
    }
}
