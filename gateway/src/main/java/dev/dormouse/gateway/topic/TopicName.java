package dev.dormouse.gateway.topic;

import dev.dormouse.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The rules for names that messages are published under (MQTT 5 §4.7; 1.2 §5.3.12). */
public final class TopicName {
    private TopicName() {}

    /** The name that these octets spell, or null when they are no name that a message can be published under. */
    public static @Nullable String from(Bytes octets) {
        String text = MqttText.from(octets);
        return text != null && !hasWildcard(text) ? text : null;
    }

    /** True when a text is a name that a message can be published under. */
    public static boolean isValid(String text) {
        return from(Bytes.ofUtf8(text)) != null;
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('#') >= 0;
    }
}
