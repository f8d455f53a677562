package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the server allows us on one connection (the properties of CONNACK, MQTT 5 §3.2.2.3).
 *
 * @param receiveMaximum unacknowledged QoS 1 and 2 messages it takes
 * @param maximumPacketSize largest packet it takes, in octets
 * @param keepAliveSeconds the keep alive it demands; null: ours holds
 * @param identifiers whether it says which subscriptions brought a message
 */
record ServerLimits(
        int receiveMaximum,
        Qos maximumQos,
        Retain retain,
        long maximumPacketSize,
        @Nullable Integer keepAliveSeconds,
        Identifiers identifiers) {
    /** Whether the server keeps retained messages. */
    enum Retain {
        KEPT,
        REFUSED
    }

    /** Whether the server takes subscription identifiers. */
    enum Identifiers {
        KNOWN,
        UNKNOWN
    }

    /** Nothing said: the limits of the protocol itself. One object serves all connections to such a server. */
    static final ServerLimits NONE =
            new ServerLimits(65535, Qos.EXACTLY_ONCE, Retain.KEPT, Long.MAX_VALUE, null, Identifiers.KNOWN);

    static ServerLimits of(MqttProperties properties) {
        Integer receive = number(properties, MqttProperties.RECEIVE_MAXIMUM);
        Integer qos = number(properties, MqttProperties.MAXIMUM_QOS);
        Integer retain = number(properties, MqttProperties.RETAIN_AVAILABLE);
        Integer size = number(properties, MqttProperties.MAXIMUM_PACKET_SIZE);
        Integer keepAlive = number(properties, MqttProperties.SERVER_KEEP_ALIVE);
        Integer identifiers = number(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE);
        ServerLimits limits = new ServerLimits(
                receive == null || receive == 0 ? NONE.receiveMaximum : receive,
                qos == null ? Qos.EXACTLY_ONCE : Qos.of(Math.min(qos, 2)),
                retain != null && retain == 0 ? Retain.REFUSED : Retain.KEPT,
                size == null || size == 0 ? NONE.maximumPacketSize : Integer.toUnsignedLong(size),
                keepAlive,
                identifiers != null && identifiers == 0 ? Identifiers.UNKNOWN : Identifiers.KNOWN);
        return limits.equals(NONE) ? NONE : limits;
    }

    private static @Nullable Integer number(MqttProperties properties, int id) {
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty property ? property.value() : null;
    }

    /** Why this message must not be sent, or null when it may be. */
    @Nullable
    ReasonCode objection(ToBroker.Publish publish) {
        if (publish.topic().isEmpty()
                || publish.topic().indexOf('#') >= 0
                || publish.topic().indexOf('+') >= 0) {
            return ReasonCode.TOPIC_NAME_INVALID;
        }
        if (publish.qos().level() > maximumQos.level()) {
            return ReasonCode.QOS_NOT_SUPPORTED;
        }
        if (publish.retain() && retain == Retain.REFUSED) {
            return ReasonCode.RETAIN_NOT_SUPPORTED;
        }
        boolean large = 10L + 3L * publish.topic().length() + publish.payload().length() > maximumPacketSize;
        return large && exactSize(publish) > maximumPacketSize ? ReasonCode.PACKET_TOO_LARGE : null;
    }

    /** Topic and its length, packet identifier, no properties, payload. */
    private static long exactSize(ToBroker.Publish publish) {
        int identifier = publish.qos().isAcknowledged() ? 2 : 0;
        long remaining = 3L
                + identifier
                + ByteBufUtil.utf8Bytes(publish.topic())
                + publish.payload().length();
        return withFixedHeader(remaining);
    }

    /** Why this subscription or its end must not be sent, or null when it may be. */
    @Nullable
    ReasonCode objection(String filter) {
        if (filter.isEmpty()) {
            return ReasonCode.TOPIC_FILTER_INVALID;
        }
        boolean fits = withFixedHeader(6L + ByteBufUtil.utf8Bytes(filter)) <= maximumPacketSize;
        return fits ? null : ReasonCode.PACKET_TOO_LARGE;
    }

    private static long withFixedHeader(long remaining) {
        int length = remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4;
        return 1 + length + remaining;
    }
}
