package dev.dormouse.gateway.topic;

import dev.dormouse.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The rules for texts that go on to an MQTT server (MQTT 5 §1.5.4): what it could close the connection over is refused here. */
public final class MqttText {
    private static final int MOST_OCTETS = 0xFFFF;

    private MqttText() {}

    /** The text that 1 to 65535 octets spell, or null when MQTT takes them for no text. */
    public static @Nullable String from(Bytes octets) {
        if (octets.isEmpty() || octets.length() > MOST_OCTETS) {
            return null;
        }
        String text = octets.toUtf8();
        return text != null && isAllowed(text) ? text : null;
    }

    private static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || (c >= 0x7F && c < 0xA0) || isNonCharacter(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** U+FDD0 to U+FDEF, and the last two code points of each plane. */
    private static boolean isNonCharacter(String text, int index) {
        char c = text.charAt(index);
        if (c < 0xD800) {
            return false;
        }
        int codePoint = text.codePointAt(index);
        return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & 0xFFFE) == 0xFFFE;
    }
}
