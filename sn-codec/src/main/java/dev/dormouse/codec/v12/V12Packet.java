package dev.dormouse.codec.v12;

import dev.dormouse.codec.PacketWriter;
import dev.dormouse.codec.SnPacket;

/** A packet of MQTT-SN 1.2, exactly as it stands on the wire; what it means is decided elsewhere. */
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

    /** Writes what follows MsgType. */
    void writeBody(PacketWriter out);
}
