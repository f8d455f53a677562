package dev.dormouse.gateway.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many messages of each rule a client has got since it woke. */
final class WakeQuota {
    private @Nullable Map<QueueRule, Integer> taken;
    private boolean counting;

    void begin() {
        counting = true;
        taken = null;
    }

    void end() {
        counting = false;
        taken = null;
    }

    boolean allows(@Nullable QueueRule rule) {
        return rule == null || !counts(rule) || taken == null || taken.getOrDefault(rule, 0) < rule.mostPerWake();
    }

    void take(@Nullable QueueRule rule) {
        add(rule, 1);
    }

    void giveBack(@Nullable QueueRule rule) {
        add(rule, -1);
    }

    private void add(@Nullable QueueRule rule, int count) {
        if (rule != null && counts(rule)) {
            if (taken == null) {
                taken = new HashMap<>(4);
            }
            taken.merge(rule, count, Integer::sum);
        }
    }

    private boolean counts(QueueRule rule) {
        return counting && rule.mostPerWake() > 0;
    }
}
