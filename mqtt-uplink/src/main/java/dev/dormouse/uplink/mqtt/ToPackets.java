package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribePayload;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.List;

/** The session's messages as MQTT packets. The encoder fills in the lengths and leaves out what MQTT 3.1.1 does not have. */
final class ToPackets {
    private static final MqttFixedHeader CONNECT = header(MqttMessageType.CONNECT, MqttQoS.AT_MOST_ONCE);
    private static final MqttFixedHeader PUBACK = header(MqttMessageType.PUBACK, MqttQoS.AT_MOST_ONCE);
    private static final MqttFixedHeader PUBREC = header(MqttMessageType.PUBREC, MqttQoS.AT_MOST_ONCE);
    private static final MqttFixedHeader PUBREL = header(MqttMessageType.PUBREL, MqttQoS.AT_LEAST_ONCE);
    private static final MqttFixedHeader PUBCOMP = header(MqttMessageType.PUBCOMP, MqttQoS.AT_MOST_ONCE);
    private static final MqttFixedHeader SUBSCRIBE = header(MqttMessageType.SUBSCRIBE, MqttQoS.AT_LEAST_ONCE);
    private static final MqttFixedHeader UNSUBSCRIBE = header(MqttMessageType.UNSUBSCRIBE, MqttQoS.AT_LEAST_ONCE);

    private static final MqttFixedHeader DISCONNECT = header(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE);

    private ToPackets() {}

    private static MqttFixedHeader header(MqttMessageType type, MqttQoS qos) {
        return new MqttFixedHeader(type, false, qos, false, 0);
    }

    /**
     * The first packet of a connection.
     *
     * @param limitsPackets whether the server is told how large its packets may be, as MQTT 5 can
     */
    static MqttConnectMessage connect(Hello hello, MqttVersion version, UplinkOptions options, boolean limitsPackets) {
        Will will = hello.will();
        Credentials credentials = options.credentials();
        boolean mqtt5 = version == MqttVersion.MQTT_5;
        MqttConnectVariableHeader variable = new MqttConnectVariableHeader(
                version.protocolName(),
                version.protocolLevel(),
                credentials != null,
                credentials != null,
                will != null && will.retain(),
                will == null ? 0 : will.qos().level(),
                will != null,
                mqtt5 ? hello.cleanStart() : hello.sessionExpiry().isZero(),
                (int) options.timing().keepAlive().toSeconds(),
                mqtt5 ? connectProperties(hello, options.limits(), limitsPackets) : MqttProperties.NO_PROPERTIES);
        MqttConnectPayload payload = new MqttConnectPayload(
                hello.clientId(),
                mqtt5 ? willProperties(options.timing().willDelay()) : MqttProperties.NO_PROPERTIES,
                will == null ? null : will.topic(),
                will == null ? null : will.payload().toArray(),
                credentials == null ? null : credentials.userName(),
                credentials == null ? null : credentials.password().toArray());
        return new MqttConnectMessage(CONNECT, variable, payload);
    }

    private static MqttProperties connectProperties(Hello hello, UplinkOptions.Limits limits, boolean limitsPackets) {
        MqttProperties properties = new MqttProperties();
        if (!hello.outageExpiry().isZero()) {
            add(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, unsigned32(hello.outageExpiry()));
        }
        add(properties, MqttProperties.RECEIVE_MAXIMUM, limits.receiveMaximum());
        if (limitsPackets) {
            add(properties, MqttProperties.MAXIMUM_PACKET_SIZE, limits.maximumPacketSize());
        }
        return properties;
    }

    private static MqttProperties willProperties(Duration delay) {
        if (delay.isZero()) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.WILL_DELAY_INTERVAL, unsigned32(delay));
        return properties;
    }

    private static void add(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }

    /** Whole seconds, rounded up, at most 2³² − 1, which means "for ever" (MQTT 5 §3.1.2.11.2). */
    private static int unsigned32(Duration duration) {
        return duration.toSeconds() >= 0xFFFF_FFFFL
                ? 0xFFFF_FFFF
                : (int) duration.plusNanos(999_999_999).toSeconds();
    }

    /** DISCONNECT that changes how long the session is kept (MQTT 5 §3.14.2.2.2). */
    static MqttMessage disconnect(Duration sessionExpiry) {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, unsigned32(sessionExpiry));
        return new MqttMessage(DISCONNECT, new MqttReasonCodeAndPropertiesVariableHeader((byte) 0, properties));
    }

    /** A PUBLISH; {@code duplicate} overrides what the message says of itself. */
    static MqttPublishMessage publish(ToBroker.Publish publish, boolean duplicate) {
        MqttFixedHeader fixed = new MqttFixedHeader(
                MqttMessageType.PUBLISH,
                duplicate && publish.qos().isAcknowledged(),
                qos(publish.qos()),
                publish.retain(),
                0);
        return new MqttPublishMessage(
                fixed,
                new MqttPublishVariableHeader(publish.topic(), publish.packetId(), MqttProperties.NO_PROPERTIES),
                publish.payload().toByteBuf());
    }

    private static MqttQoS qos(Qos qos) {
        return MqttQoS.valueOf(qos.level());
    }

    static MqttMessage publishAck(int packetId) {
        return new MqttMessage(PUBACK, MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage publishReceived(int packetId) {
        return new MqttMessage(PUBREC, MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage publishRelease(int packetId) {
        return new MqttMessage(PUBREL, MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage publishComplete(int packetId) {
        return new MqttMessage(PUBCOMP, MqttMessageIdVariableHeader.from(packetId));
    }

    /** No Local 0, Retain As Published 0, Retain Handling 0 (I-53). */
    static MqttMessage subscribe(ToBroker.Subscribe subscribe, boolean identified) {
        MqttTopicSubscription subscription =
                new MqttTopicSubscription(subscribe.filter(), MqttSubscriptionOption.onlyFromQos(qos(subscribe.qos())));
        return new MqttSubscribeMessage(
                SUBSCRIBE,
                new MqttMessageIdAndPropertiesVariableHeader(
                        subscribe.packetId(), identified ? identifier(subscribe) : MqttProperties.NO_PROPERTIES),
                new MqttSubscribePayload(List.of(subscription)));
    }

    private static MqttProperties identifier(ToBroker.Subscribe subscribe) {
        if (subscribe.identifier() == 0) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER, subscribe.identifier());
        return properties;
    }

    static MqttMessage unsubscribe(ToBroker.Unsubscribe unsubscribe) {
        return new MqttUnsubscribeMessage(
                UNSUBSCRIBE,
                MqttMessageIdVariableHeader.from(unsubscribe.packetId()),
                new MqttUnsubscribePayload(List.of(unsubscribe.filter())));
    }
}
