package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.Advertise;
import dev.dormouse.codec.v12.GwInfo;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.downlink.ProtocolRules;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.gateway.message.ToClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** MQTT-SN 1.2. */
public final class V12Dialect implements Dialect {
    private final V12Codec codec = new V12Codec();
    private final V12Rules rules = new V12Rules();
    private final V12Hearing hearing;

    private V12Dialect(V12Hearing hearing) {
        this.hearing = hearing;
    }

    /** The protocol as specified. */
    public V12Dialect() {
        this(new V12Hearing(V12Hearing.NamesAtQosMinusOne.MALFORMED));
    }

    /** The protocol with Paho's addition: messages of QoS −1 may carry a topic name of any length (I-48). */
    public static V12Dialect withNamesAtQosMinusOne() {
        return new V12Dialect(new V12Hearing(V12Hearing.NamesAtQosMinusOne.UNDERSTOOD));
    }

    @Override
    public ProtocolRules rules() {
        return rules;
    }

    @Override
    public Heard decode(ByteBuf datagram) throws MalformedPacketException {
        return hearing.of(codec.decode(datagram));
    }

    @Override
    public void encode(ToClient message, ByteBuf out) {
        codec.encode(V12Speaking.packetFor(message), out);
    }

    @Override
    public void encode(ToAnyone message, ByteBuf out) {
        codec.encode(packetFor(message), out);
    }

    private static V12Packet packetFor(ToAnyone message) {
        if (message instanceof ToAnyone.Advertise advertise) {
            return new Advertise(advertise.gatewayId(), (int) advertise.next().toSeconds());
        } else if (message instanceof ToAnyone.GatewayInfo info) {
            return new GwInfo(info.gatewayId(), Bytes.EMPTY);
        }
        throw new IllegalStateException("no packet for " + message);
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
