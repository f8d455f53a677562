package dev.dormouse.sim.oracle;

import dev.dormouse.sim.device.Subscription;
import java.util.List;

/** MQTT topic filters (MQTT 3.1.1 §4.7). */
final class Filters {
    private Filters() {}

    /** Whether a filter covers a topic; wildcards do not cover a first level that begins with {@code $}. */
    static boolean cover(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        if (topic.startsWith("$") && !wanted[0].equals(levels[0])) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    /** The highest QoS of the subscriptions that cover a topic; -1 if none does. */
    static int highestQos(List<Subscription> subscriptions, String topic) {
        return subscriptions.stream()
                .filter(subscription -> cover(subscription.topic().name(), topic))
                .mapToInt(Subscription::qos)
                .max()
                .orElse(-1);
    }
}
