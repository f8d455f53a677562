package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;

/**
 * WILLTOPICRESP (1.2 §5.4.24): the answer to WILLTOPICUPD.
 *
 * @param returnCode whether the request was accepted, and if not, why
 */
public record WillTopicResp(ReturnCode returnCode) implements V12Packet {
    static WillTopicResp read(PacketReader in) throws MalformedPacketException {
        return new WillTopicResp(ReturnCode.of(in.octet("ReturnCode")));
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
