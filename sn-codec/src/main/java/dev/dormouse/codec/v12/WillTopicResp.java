package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/** WILLTOPICRESP (1.2 §5.4.24): the answer to WILLTOPICUPD. */
public record WillTopicResp(ReturnCode returnCode) implements V12Packet {
    static WillTopicResp read(PacketReader in) throws MalformedPacketException {
        WillTopicResp packet = new WillTopicResp(ReturnCode.of(in.octet("ReturnCode")));
        in.end();
        return packet;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLTOPICRESP;
    }

    @Override
    public void writeBody(PacketWriter out) {
        out.octet(returnCode.value());
    }
}
