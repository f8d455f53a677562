package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.gateway.topic.TopicFilter;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.SmallMaps;
import dev.dormouse.uplink.ToBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What the client wants to hear, and the dialogue in which it says so (1.2 §6.9). */
final class Subscribing {
    private final ClientSession session;
    private Map<String, Subscription> subscriptions = Map.of();
    private @Nullable List<Request> requests;

    Subscribing(ClientSession session) {
        this.session = session;
    }

    /**
     * A request that the MQTT server has not answered.
     *
     * @param asker whom to answer; null for a request of our own
     */
    private record Request(
            int upstreamId,
            @Nullable Asker asker,
            String filter,
            @Nullable Subscription wanted) {}

    private record Asker(int packetId, TopicRef topic) {}

    // ---- from the client ----

    void onSubscribe(FromClient.Subscribe subscribe) {
        String filter = filterOf(subscribe.topic());
        if (filter == null) {
            boolean unknown = subscribe.topic() instanceof TopicRef.Predefined;
            refuse(subscribe, unknown ? ReasonCode.TOPIC_ALIAS_INVALID : ReasonCode.TOPIC_FILTER_INVALID);
            return;
        }
        Asker asker = new Asker(subscribe.packetId(), subscribe.topic());
        if (isOpen(asker, true)) {
            return;
        }
        ReasonCode obstacle = session.upstream.obstacle();
        if (obstacle == null && isFull(filter)) {
            obstacle = ReasonCode.QUOTA_EXCEEDED;
        }
        if (obstacle == null && aliasable(subscribe.topic(), filter) && session.aliases.allocate(filter) == null) {
            obstacle = ReasonCode.QUOTA_EXCEEDED;
        }
        if (obstacle != null) {
            refuse(subscribe, obstacle);
            return;
        }
        ask(asker, filter, new Subscription(filter, subscribe.topic(), subscribe.qos()));
    }

    void onUnsubscribe(FromClient.Unsubscribe unsubscribe) {
        String filter = filterOf(unsubscribe.topic());
        Asker asker = new Asker(unsubscribe.packetId(), unsubscribe.topic());
        if (filter == null) {
            session.send(new ToClient.UnsubscribeAck(unsubscribe.packetId()));
        } else if (session.upstream.obstacle() == null && !isOpen(asker, false)) {
            ask(asker, filter, null);
        }
        // Otherwise the client asks again: UNSUBACK has no way to say "not now".
    }

    private void refuse(FromClient.Subscribe subscribe, ReasonCode reason) {
        session.send(new ToClient.SubscribeAck(0, subscribe.packetId(), reason));
    }

    private @Nullable String filterOf(TopicRef topic) {
        if (topic instanceof TopicRef.Name name) {
            return TopicFilter.from(name.octets());
        }
        if (topic instanceof TopicRef.ShortName shortName) {
            return TopicFilter.from(shortName.octets());
        }
        return topic instanceof TopicRef.Predefined predefined
                ? session.predefined().name(predefined.value())
                : null;
    }

    private static boolean aliasable(TopicRef topic, String filter) {
        return topic instanceof TopicRef.Name && TopicFilter.isExact(filter);
    }

    private boolean isFull(String filter) {
        return subscriptions.size() >= session.settings().subscriptionsPerClient()
                && !subscriptions.containsKey(filter);
    }

    private boolean isOpen(Asker asker, boolean subscribes) {
        if (requests != null) {
            for (Request request : requests) {
                if (asker.equals(request.asker) && (request.wanted != null) == subscribes) {
                    return true;
                }
            }
        }
        return false;
    }

    private void ask(@Nullable Asker asker, String filter, @Nullable Subscription wanted) {
        int upstreamId = session.upstream.nextId();
        if (requests == null) {
            requests = new ArrayList<>(2);
        }
        requests.add(new Request(upstreamId, asker, filter, wanted));
        session.upstream.send(
                wanted == null
                        ? new ToBroker.Unsubscribe(upstreamId, filter)
                        : new ToBroker.Subscribe(upstreamId, filter, wanted.qos()));
    }

    // ---- from the MQTT server ----

    void onUpstreamSubscribeAck(FromBroker.SubscribeAck ack) {
        Request request = find(ack.packetId());
        if (request == null || request.wanted == null) {
            return;
        }
        if (ack.reason().isRefusal()) {
            refused(request, ack.reason());
            return;
        }
        Qos granted = Qos.of(Math.min(ack.reason().value(), Qos.EXACTLY_ONCE.level()));
        Subscription made = new Subscription(request.filter, request.wanted.form(), granted);
        subscriptions = SmallMaps.with(subscriptions, request.filter, made);
        whenUnforgettable(made.kept(), () -> granted(request, made));
    }

    private void refused(Request request, ReasonCode reason) {
        if (request.asker == null) {
            Logger.warn(
                    "client {}: the MQTT server refuses \"{}\", which it granted before: {}",
                    session.id(),
                    request.filter,
                    reason);
            forgetSubscription(request.filter);
        }
        close(request, () -> answerSubscribe(request.asker, 0, reason));
    }

    private void granted(Request request, Subscription made) {
        close(request, () -> {
            int alias = announcedAlias(made, request.asker != null);
            answerSubscribe(request.asker, alias, ReasonCode.granted(made.qos()));
        });
    }

    /** The client hears the answer, unless its request was given up meanwhile. */
    private void close(Request request, Runnable answer) {
        if (requests != null && requests.remove(request)) {
            answer.run();
            session.outbound.pump();
        }
    }

    /** Writes a change and goes on: when it is durable, where nobody but the gateway knows what the client has subscribed to. */
    private void whenUnforgettable(SessionChange change, Runnable next) {
        if (session.upstream.serverKnowsClient()) {
            session.journal.write(change);
            next.run();
        } else {
            session.journal.write(change, next);
        }
    }

    /** What stands in SUBACK for the topic: its alias, its predefined number, or nothing (I-35). */
    private int announcedAlias(Subscription subscription, boolean clientHears) {
        if (subscription.form() instanceof TopicRef.Predefined predefined) {
            return predefined.value();
        }
        if (!aliasable(subscription.form(), subscription.filter())) {
            return 0;
        }
        TopicAlias alias = session.aliases.of(subscription.filter());
        if (alias == null) {
            return 0;
        }
        if (clientHears) {
            session.aliases.becomeKnown(alias, session.connection());
        }
        return alias.number();
    }

    private void answerSubscribe(@Nullable Asker asker, int alias, ReasonCode reason) {
        if (asker != null) {
            session.send(new ToClient.SubscribeAck(alias, asker.packetId, reason));
        }
    }

    void onUpstreamUnsubscribeAck(FromBroker.UnsubscribeAck ack) {
        Request request = find(ack.packetId());
        if (request == null) {
            return;
        }
        if (subscriptions.containsKey(request.filter)) {
            subscriptions = SmallMaps.without(subscriptions, request.filter);
            whenUnforgettable(new SessionChange.Unsubscribed(request.filter), () -> unsubscribed(request));
        } else {
            unsubscribed(request);
        }
    }

    private void unsubscribed(Request request) {
        close(request, () -> {
            if (request.asker != null) {
                session.send(new ToClient.UnsubscribeAck(request.asker.packetId));
            }
        });
    }

    private void forgetSubscription(String filter) {
        if (subscriptions.containsKey(filter)) {
            subscriptions = SmallMaps.without(subscriptions, filter);
            session.journal.write(new SessionChange.Unsubscribed(filter));
        }
    }

    /** The server has lost the session: it is told again what the client wants (I-17). */
    void subscribeAgain() {
        for (Subscription subscription : subscriptions.values()) {
            if (!isAsked(subscription.filter())) {
                ask(null, subscription.filter(), subscription);
            }
        }
    }

    private boolean isAsked(String filter) {
        return requests != null && requests.stream().anyMatch(request -> request.filter.equals(filter));
    }

    /** The client wants nothing more of this exact name (1.2 §6.10). False when it did not subscribe to it as such. */
    boolean unsubscribeExact(String name) {
        if (!subscriptions.containsKey(name)) {
            return false;
        }
        forgetSubscription(name);
        ask(null, name, null);
        return true;
    }

    void uplinkClosed() {
        requests = null;
    }

    // ---- the tables ----

    /** The subscription to exactly this name, or null. */
    @Nullable
    Subscription exact(String name) {
        return subscriptions.get(name);
    }

    /** True while the client waits for a SUBACK: nothing may overtake it, simple clients stumble over that. */
    boolean clientWaits() {
        if (requests != null) {
            for (Request request : requests) {
                if (request.asker != null && request.wanted != null) {
                    return true;
                }
            }
        }
        return false;
    }

    void restore(SessionChange.Subscribed kept) {
        Subscription restored = new Subscription(kept.filter(), kept.form(), kept.qos());
        subscriptions = SmallMaps.with(subscriptions, kept.filter(), restored);
    }

    void forEach(Consumer<Subscription> action) {
        subscriptions.values().forEach(action);
    }

    void forget() {
        subscriptions = Map.of();
        requests = null;
    }

    /** How many of the client's requests are going on. */
    int open() {
        int open = 0;
        if (requests != null) {
            for (Request request : requests) {
                if (request.asker != null) {
                    open++;
                }
            }
        }
        return open;
    }

    boolean uses(int upstreamId) {
        return find(upstreamId) != null;
    }

    private @Nullable Request find(int upstreamId) {
        if (requests != null) {
            for (Request request : requests) {
                if (request.upstreamId == upstreamId) {
                    return request;
                }
            }
        }
        return null;
    }
}
