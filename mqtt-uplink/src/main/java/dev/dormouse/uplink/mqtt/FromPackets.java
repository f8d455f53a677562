package dev.dormouse.uplink.mqtt;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's MQTT packets as the messages a session hears. Reference counts end here. */
final class FromPackets {

    private FromPackets() {}

    /** The message, or null when the packet is none that a server may send to a connected client. */
    static @Nullable FromBroker read(MqttMessage packet) {
        return switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> publish((MqttPublishMessage) packet);
            case PUBACK -> new FromBroker.PublishAck(packetId(packet), reason(packet));
            case PUBREC -> new FromBroker.PublishReceived(packetId(packet), reason(packet));
            case PUBREL -> new FromBroker.PublishRelease(packetId(packet));
            case PUBCOMP -> new FromBroker.PublishComplete(packetId(packet));
            case SUBACK -> new FromBroker.SubscribeAck(packetId(packet), granted((MqttSubAckMessage) packet));
            case UNSUBACK -> new FromBroker.UnsubscribeAck(packetId(packet));
            default -> null;
        };
    }

    private static FromBroker publish(MqttPublishMessage packet) {
        ByteBuf payload = packet.payload();
        MqttProperties properties = packet.variableHeader().properties();
        Qos qos = Qos.of(packet.fixedHeader().qosLevel().value());
        return new FromBroker.Publish(
                qos.isAcknowledged() ? packet.variableHeader().packetId() : 0,
                packet.variableHeader().topicName(),
                Bytes.read(payload, payload.readableBytes()),
                qos,
                packet.fixedHeader().isRetain(),
                packet.fixedHeader().isDup(),
                expiry(properties),
                subscriptions(properties));
    }

    /** Message Expiry Interval: four octets, unsigned seconds. */
    private static @Nullable Duration expiry(MqttProperties properties) {
        MqttProperties.MqttProperty<?> found =
                properties.isEmpty() ? null : properties.getProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL);
        return found != null && found.value() instanceof Integer seconds
                ? Duration.ofSeconds(Integer.toUnsignedLong(seconds))
                : null;
    }

    private static List<Integer> subscriptions(MqttProperties properties) {
        if (properties.isEmpty()) {
            return List.of();
        }
        return properties.getProperties(MqttProperties.SUBSCRIPTION_IDENTIFIER).stream()
                .map(property -> (Integer) property.value())
                .toList();
    }

    private static int packetId(MqttMessage packet) {
        return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }

    private static ReasonCode reason(MqttMessage packet) {
        return packet.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply && reply.reasonCode() != 0
                ? new ReasonCode(reply.reasonCode() & 0xFF)
                : ReasonCode.SUCCESS;
    }

    private static ReasonCode granted(MqttSubAckMessage packet) {
        List<Integer> codes = packet.payload().reasonCodes();
        return codes.isEmpty() ? ReasonCode.UNSPECIFIED_ERROR : new ReasonCode(codes.get(0) & 0xFF);
    }

    /** Why the server says goodbye (MQTT 5 §3.14.2.1). */
    static ReasonCode disconnectReason(MqttMessage packet) {
        return packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                ? new ReasonCode(header.reasonCode() & 0xFF)
                : ReasonCode.SUCCESS;
    }
}
