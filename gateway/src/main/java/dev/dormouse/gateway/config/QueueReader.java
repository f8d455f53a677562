package dev.dormouse.gateway.config;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.topic.TopicFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code [queue]}. */
final class QueueReader {
    private static final String SHARED = "$share/";
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MANY = 1_000_000;

    private QueueReader() {}

    static QueueConfig read(Section section) {
        int totalSize = section.size("total-size", 1 << 20, 1 << 30, 64 << 20);
        List<Section> places = section.sections("rules");
        if (places.isEmpty()) {
            rule(section.absentPlace("rules"), "#"); // so that its keys are known
        }
        List<QueueConfig.Rule> rules = new ArrayList<>();
        for (Section place : places) {
            String filter = place.optionalText("filter");
            if (filter == null) {
                place.wrong("filter", "is needed: the topics that the rule is for, such as \"commands/#\"");
            } else if (filter.startsWith(SHARED) || TopicFilter.from(Bytes.ofUtf8(filter)) == null) {
                place.wrong("filter", "is no MQTT topic filter: \"" + filter + "\"");
            } else {
                rules.add(rule(place, filter));
            }
        }
        return new QueueConfig(totalSize, rules);
    }

    private static QueueConfig.Rule rule(Section place, String filter) {
        place.optionalText("filter");
        return new QueueConfig.Rule(
                filter,
                place.choice("keep", Map.of("all", false, "last", true), false),
                place.duration("time-to-live", Duration.ZERO, LONGEST, Duration.ZERO),
                place.integer("most-per-wake", 0, MANY, 0));
    }
}
