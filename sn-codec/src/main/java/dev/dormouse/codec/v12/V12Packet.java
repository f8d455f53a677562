package dev.dormouse.codec.v12;

import dev.dormouse.codec.PacketWriter;
import dev.dormouse.codec.SnPacket;

/** One packet of MQTT-SN 1.2, exactly as it stands on the wire (§5.4). */
public sealed interface V12Packet extends SnPacket
        permits Advertise,
                SearchGw,
                GwInfo,
                Connect,
                ConnAck,
                WillTopicReq,
                WillTopic,
                WillMsgReq,
                WillMsg,
                Register,
                RegAck,
                Publish,
                PubAck,
                PubComp,
                PubRec,
                PubRel,
                Subscribe,
                SubAck,
                Unsubscribe,
                UnsubAck,
                PingReq,
                PingResp,
                Disconnect,
                WillTopicUpd,
                WillTopicResp,
                WillMsgUpd,
                WillMsgResp {
    V12PacketType type();

    /**
     * Writes everything behind the MsgType.
     *
     * @throws IllegalArgumentException if a number does not fit into its field
     */
    void writeBody(PacketWriter out);
}
