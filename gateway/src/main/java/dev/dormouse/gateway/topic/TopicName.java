package dev.dormouse.gateway.topic;

import dev.dormouse.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The rules for names that messages are published under (MQTT 5 §4.7; 1.2 §5.3.12). */
public final class TopicName {
    private TopicName() {}

    /** The name that these octets spell, or null when they are no name that a message can be published under. */
    public static @Nullable String from(Bytes octets) {
        String text = wellFormed(octets);
        return text != null && !hasWildcard(text) ? text : null;
    }

    /** True when a text is a name that a message can be published under. */
    public static boolean isValid(String text) {
        return from(Bytes.ofUtf8(text)) != null;
    }

    /** The text of 1 to 65535 octets that MQTT takes as a string, or null. */
    static @Nullable String wellFormed(Bytes octets) {
        if (octets.isEmpty() || octets.length() > 0xFFFF) {
            return null;
        }
        String text = octets.toUtf8();
        return text != null && text.indexOf('\0') < 0 ? text : null;
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('#') >= 0;
    }
}
