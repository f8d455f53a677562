package dev.dormouse.gateway.session;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.topic.TopicName;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.Will;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client's Will, which it may change while it is connected (1.2 §6.3, §6.4). MQTT cannot change the one that its server holds,
 * so the gateway publishes the present one itself when the client is lost (I-19, I-20).
 */
final class WillKeeper {
    private final ClientSession session;
    private @Nullable Will current;

    WillKeeper(ClientSession session) {
        this.session = session;
    }

    @Nullable
    Will current() {
        return current;
    }

    void forget() {
        become(null);
    }

    void restore(@Nullable Will kept) {
        current = kept;
    }

    private void become(@Nullable Will next) {
        if (!Objects.equals(current, next)) {
            current = next;
            session.journal.will();
        }
    }

    boolean accepts(Bytes topic) {
        return TopicName.from(topic) != null;
    }

    /** Takes what the connect dialogue brought. */
    void become(FromClient.WillTopic topic, Bytes payload) {
        String name = TopicName.from(Objects.requireNonNull(topic.topic()));
        become(new Will(Objects.requireNonNull(name), payload, topic.qos(), topic.retain()));
    }

    void onTopicUpdate(FromClient.WillTopicUpdate update) {
        session.send(new ToClient.WillTopicUpdated(changeTopic(update)));
    }

    private ReasonCode changeTopic(FromClient.WillTopicUpdate update) {
        if (update.topic() == null) {
            become(null);
            return ReasonCode.SUCCESS;
        }
        String name = TopicName.from(update.topic());
        if (name == null) {
            return ReasonCode.TOPIC_NAME_INVALID;
        }
        Bytes payload = current == null ? Bytes.EMPTY : current.payload();
        become(new Will(name, payload, update.qos(), update.retain()));
        return ReasonCode.SUCCESS;
    }

    void onMessageUpdate(FromClient.WillMessageUpdate update) {
        if (current != null) {
            become(new Will(current.topic(), update.payload(), current.qos(), current.retain()));
        }
        session.send(
                new ToClient.WillMessageUpdated(current == null ? ReasonCode.TOPIC_NAME_INVALID : ReasonCode.SUCCESS));
    }
}
