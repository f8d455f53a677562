package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** WILLMSGRESP (1.2 §5.4.25): the answer to WILLMSGUPD. */
public record WillMsgResp(ReturnCode returnCode) implements V12Packet {
    static WillMsgResp read(PacketReader in) throws MalformedPacketException {
        WillMsgResp packet = new WillMsgResp(ReturnCode.of(in.octet("ReturnCode")));
        in.end();
        return packet;
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
