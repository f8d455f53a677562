package dev.dormouse.gateway.sessionless;

import dev.dormouse.gateway.message.FromAnyone.PublishWithoutSession;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.gateway.topic.TopicName;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import org.jspecify.annotations.Nullable;

/** Passes messages of QoS −1 on over the connection that all their senders share (1.2 §6.8, §7.1). Nobody is ever answered. */
public final class SessionlessPublishing {
    private final Uplink shared;

    public SessionlessPublishing(Uplink shared) {
        this.shared = shared;
    }

    /**
     * Passes one message on.
     *
     * @param known the predefined topics of the sender
     * @return false when its topic is none
     */
    public boolean publish(PublishWithoutSession message, PredefinedTopics.Table known) {
        String name = nameOf(message.topic(), known);
        if (name == null) {
            return false;
        }
        shared.send(new ToBroker.Publish(0, name, message.payload(), Qos.AT_MOST_ONCE, message.retain(), false));
        return true;
    }

    private static @Nullable String nameOf(TopicRef topic, PredefinedTopics.Table table) {
        if (topic instanceof TopicRef.Predefined predefined) {
            return table.name(predefined.value());
        }
        if (topic instanceof TopicRef.ShortName shortName) {
            return TopicName.from(shortName.octets());
        }
        return topic instanceof TopicRef.Name name ? TopicName.from(name.octets()) : null;
    }
}
