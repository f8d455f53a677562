package dev.dormouse.gateway.session;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.topic.TopicAlias;
import org.jspecify.annotations.Nullable;

/** By what a topic is named towards the client, and what must be announced before (1.2 §6.10, I-39, I-40). */
final class DeliveryRoutes {
    private final ClientSession session;
    private DropReason lastObstacle = DropReason.TOPIC_REFUSED;

    DeliveryRoutes(ClientSession session) {
        this.session = session;
    }

    /**
     * How to name a topic.
     *
     * @param unannounced the alias to REGISTER first; null when the client knows the topic
     */
    record Route(TopicRef topic, @Nullable TopicAlias unannounced) {}

    /** How to name a topic that the client knows already, or null. */
    @Nullable
    TopicRef known(String topic) {
        Subscription exact = session.subscribing.exact(topic);
        if (exact != null && !(exact.form() instanceof TopicRef.Name)) {
            return exact.form();
        }
        TopicAlias alias = session.aliases.of(topic);
        return alias != null && alias.isKnown(session.connection()) && !alias.isRefused(session.connection())
                ? new TopicRef.Alias(alias.number())
                : null;
    }

    /** How to name a topic, or null when the client can get nothing of it, see {@link #lastObstacle}. */
    @Nullable
    Route to(String topic) {
        TopicRef known = known(topic);
        if (known != null) {
            return new Route(known, null);
        }
        if (session.subscribing.exact(topic) == null) {
            Downlink downlink = session.downlink();
            if (downlink != null && downlink.rules().canNameInline(topic)) {
                return new Route(new TopicRef.ShortName(Bytes.ofUtf8(topic)), null);
            }
        }
        TopicAlias alias = session.aliases.allocate(topic);
        if (alias == null) {
            lastObstacle = DropReason.NO_ALIAS_LEFT;
            return null;
        }
        if (alias.isRefused(session.connection())) {
            lastObstacle = DropReason.TOPIC_REFUSED;
            return null;
        }
        return new Route(new TopicRef.Alias(alias.number()), alias);
    }

    DropReason lastObstacle() {
        return lastObstacle;
    }

    /** The client has acknowledged the alias. */
    void announced(String topic) {
        TopicAlias alias = session.aliases.of(topic);
        if (alias != null) {
            session.aliases.becomeKnown(alias, session.connection());
        }
    }

    /** The client wants nothing of this topic: an unsubscription from this one name. */
    void refused(String topic) {
        if (!session.subscribing.unsubscribeExact(topic)) {
            silentlyRefused(topic);
        }
    }

    /** The client does not answer to this topic; so it is left alone with it for this connection. */
    void silentlyRefused(String topic) {
        TopicAlias alias = session.aliases.of(topic);
        if (alias != null) {
            alias.refuse(session.connection());
        }
    }

    /** The client has no idea what this alias stands for. */
    void unknownToClient(int number) {
        TopicAlias alias = session.aliases.numbered(number);
        if (alias != null) {
            session.aliases.becomeUnknown(alias);
        }
    }
}
