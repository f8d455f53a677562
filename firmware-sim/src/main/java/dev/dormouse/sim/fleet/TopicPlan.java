package dev.dormouse.sim.fleet;

import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.sim.device.Topic;

/**
 * A topic of a group of devices.
 *
 * @param type how it is told
 * @param pattern its name, which may hold {@code {id}} and {@code {n}}
 * @param predefinedId of a predefined topic, else 0
 */
public record TopicPlan(TopicIdType type, String pattern, int predefinedId) {
    /** The topic of one device. */
    Topic of(IdPattern ids, int number) {
        String name = ids.fill(pattern, number);
        return switch (type) {
            case PREDEFINED -> Topic.predefined(predefinedId, name);
            case SHORT -> Topic.shortName(name);
            case NORMAL, RESERVED -> Topic.named(name);
        };
    }

    /** The topic of one device of a group. */
    public Topic of(GroupPlan group, int number) {
        return of(group.ids(), number);
    }
}
