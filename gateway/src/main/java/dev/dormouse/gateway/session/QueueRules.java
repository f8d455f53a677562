package dev.dormouse.gateway.session;

import dev.dormouse.gateway.topic.TopicFilter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of the operator for what waits; the first that fits a topic counts. */
public record QueueRules(List<QueueRule> rules) {
    public QueueRules {
        rules = List.copyOf(rules);
    }

    /** Everything waits as long as need be. */
    public static QueueRules none() {
        return new QueueRules(List.of());
    }

    /** How long a message of a topic may wait; zero: as long as need be. */
    public Duration timeToLive(String topic) {
        QueueRule rule = of(topic);
        return rule == null ? Duration.ZERO : rule.timeToLive();
    }

    /** The rule for a topic, or null when there is none. */
    @Nullable
    QueueRule of(String topic) {
        for (int i = 0; i < rules.size(); i++) {
            if (TopicFilter.matches(rules.get(i).filter(), topic)) {
                return rules.get(i);
            }
        }
        return null;
    }
}
