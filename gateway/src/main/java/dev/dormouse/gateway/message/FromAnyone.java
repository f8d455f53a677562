package dev.dormouse.gateway.message;

import dev.dormouse.codec.Bytes;

/** What may be said without a session. */
public sealed interface FromAnyone extends Heard {
    /** Is a gateway there (1.2 §5.4.2)? */
    record SearchGateway(int radius) implements FromAnyone {}

    /** A gateway makes itself known, or a client tells of one (1.2 §5.4.1, §5.4.3). Nothing that concerns us. */
    record GatewayKnown(int gatewayId) implements FromAnyone {}

    /** A message published with QoS −1 (1.2 §6.8). */
    record PublishWithoutSession(TopicRef topic, Bytes payload, boolean retain) implements FromAnyone {}
}
