package dev.dormouse.gateway.topic;

import dev.dormouse.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The rules for what can be subscribed to (MQTT 5 §4.7, §4.8.2). */
public final class TopicFilter {
    private static final String SHARED = "$share/";

    private TopicFilter() {}

    /** The filter that these octets spell, or null when they are none. */
    public static @Nullable String from(Bytes octets) {
        String text = MqttText.from(octets);
        return text != null && isValid(text) ? text : null;
    }

    /** True when messages arrive under exactly the name that was subscribed to, so that one alias stands for it. */
    public static boolean isExact(String filter) {
        return !TopicName.hasWildcard(filter) && !filter.startsWith(SHARED);
    }

    /** True when a message with this name comes to who subscribed to this filter (MQTT 5 §4.7.1, §4.7.2). */
    public static boolean matches(String filter, String name) {
        boolean wild = filter.startsWith("#") || filter.startsWith("+");
        return !(wild && name.startsWith("$")) && matchesLevels(filter, name);
    }

    private static boolean matchesLevels(String filter, String name) {
        int f = 0;
        int n = 0;
        while (f < filter.length()) {
            char c = filter.charAt(f);
            if (c == '#') {
                return true;
            } else if (c == '+') {
                int slash = name.indexOf('/', n);
                n = slash < 0 ? name.length() : slash;
                f++;
            } else if (n < name.length() && name.charAt(n) == c) {
                f++;
                n++;
            } else {
                // "a/#" means "a" as well.
                return n == name.length() && filter.startsWith("/#", f) && f + 2 == filter.length();
            }
        }
        return n == name.length();
    }

    private static boolean isValid(String text) {
        if (text.startsWith(SHARED)) {
            int slash = text.indexOf('/', SHARED.length());
            return slash > SHARED.length()
                    && slash + 1 < text.length()
                    && !TopicName.hasWildcard(text.substring(0, slash))
                    && hasWildcardsAlone(text.substring(slash + 1));
        }
        return hasWildcardsAlone(text);
    }

    /** Each wildcard fills its level, and {@code #} is the last one. */
    private static boolean hasWildcardsAlone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '+' && c != '#') {
                continue;
            }
            boolean startsLevel = i == 0 || text.charAt(i - 1) == '/';
            boolean endsText = i == text.length() - 1;
            boolean endsLevel = endsText || text.charAt(i + 1) == '/';
            if (!startsLevel || !endsLevel || (c == '#' && !endsText)) {
                return false;
            }
        }
        return true;
    }
}
