package dev.dormouse.uplink.stored;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.Qos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message for a client that the gateway has taken over from the MQTT server.
 *
 * @param number in the order of arrival, unique for the client, 1 and more
 * @param packetId under which the MQTT server sent it, and sends it again while it does not know that we have it; 0 at QoS 0
 * @param expiresAt when it is not to be delivered any more, by wall clock in whole milliseconds; null: never
 */
public record StoredMessage(
        long number,
        int packetId,
        String topic,
        Bytes payload,
        Qos qos,
        boolean retain,
        @Nullable Instant expiresAt) {
    /** Octets that a message costs besides its payload and topic. */
    static final int OVERHEAD = 200;

    /** What it counts against a limit: payload and topic. */
    int octets() {
        return payload.length() + topic.length();
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
