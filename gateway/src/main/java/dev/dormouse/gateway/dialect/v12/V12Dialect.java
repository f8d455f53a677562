package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.ToClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** MQTT-SN 1.2. */
public final class V12Dialect implements Dialect {
    private final V12Codec codec = new V12Codec();
    private final V12Rules rules = new V12Rules();

    @Override
    public ProtocolRules rules() {
        return rules;
    }

    @Override
    public Heard decode(ByteBuf datagram) throws MalformedPacketException {
        return V12Hearing.of(codec.decode(datagram));
    }

    @Override
    public void encode(ToClient message, ByteBuf out) {
        codec.encode(V12Speaking.packetFor(message), out);
    }

    @Override
    public String describe(ByteBuf datagram) {
        try {
            V12Packet packet = codec.decode(datagram.duplicate());
            String fields = packet.toString();
            return packet.type() + fields.substring(fields.indexOf('['));
        } catch (MalformedPacketException e) {
            return "malformed (" + e.getMessage() + ") " + ByteBufUtil.hexDump(datagram);
        }
    }
}
