package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.gateway.topic.TopicName;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the client publishes (1.2 §6.6). A QoS 1 message is acknowledged when the MQTT server has; the packet identifier of a QoS 2
 * message is remembered from PUBLISH to PUBREL, and a repetition that arrives meanwhile goes nowhere (I-45).
 */
final class InboundPublishing {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int MOST_REFUSALS_A_SECOND = 10;

    /** For so long after its end a QoS 2 message is told from a copy of it that the network has delayed (D-19). */
    private static final long LATE_COPY_NANOS = 2_000_000_000L;

    private final ClientSession session;
    private @Nullable List<Exchange> exchanges;
    private long refusalsSince;
    private int refusals;

    InboundPublishing(ClientSession session) {
        this.session = session;
    }

    private enum Phase {
        /** PUBLISH is on its way to the server. */
        PUBLISHED,
        /** The server has a QoS 2 message and awaits PUBREL, and so do we. */
        RECEIVED,
        /** PUBREL is on its way to the server. */
        RELEASED,
        /** Both sides are done with a QoS 2 message; only copies that the network has delayed are still told by it (D-19). */
        COMPLETED
    }

    /** One message of QoS 1 or 2 that is not done with. */
    private static final class Exchange {
        final int clientId;
        final int upstreamId;
        final TopicRef topic;
        final Qos qos;
        Phase phase = Phase.PUBLISHED;
        /** The connection on which the server was to answer is gone. */
        boolean cutOff;
        /** The gateway was away since, and does not know whether the server has answered. */
        boolean restored;
        /** Of the payload, which itself need not be kept. */
        int fingerprint;

        long completedNanos;

        Exchange(int clientId, int upstreamId, TopicRef topic, Qos qos) {
            this.clientId = clientId;
            this.upstreamId = upstreamId;
            this.topic = topic;
            this.qos = qos;
        }

        boolean isCopiedBy(FromClient.Publish publish) {
            return topic.equals(publish.topic())
                    && fingerprint == publish.payload().hashCode();
        }

        SessionChange.ExchangeOpened kept() {
            return new SessionChange.ExchangeOpened(clientId, upstreamId, topic);
        }

        /** Nothing happens until the client says PUBREL or repeats itself. */
        boolean isUpToTheClient() {
            return phase == Phase.RECEIVED || phase == Phase.COMPLETED || cutOff;
        }
    }

    // ---- from the client ----

    void onPublish(FromClient.Publish publish) {
        String topic = nameOf(publish.topic());
        if (topic == null) {
            refuse(publish, reasonAgainst(publish.topic()));
            return;
        }
        forgetCompleted();
        Exchange open = publish.qos().isAcknowledged() ? find(publish.packetId(), publish.qos()) : null;
        if (open != null && open.phase == Phase.COMPLETED && !open.isCopiedBy(publish)) {
            forget(open);
            open = null;
        }
        if (open != null) {
            repeat(open, publish, topic);
            return;
        }
        ReasonCode obstacle = session.upstream.obstacle();
        if (obstacle != null) {
            refuse(publish, obstacle);
            return;
        }
        int upstreamId = 0;
        if (publish.qos().isAcknowledged()) {
            boolean lasts = publish.qos() == Qos.EXACTLY_ONCE;
            upstreamId = lasts ? session.upstream.nextLastingId() : session.upstream.nextId();
            if (exchanges == null) {
                exchanges = new ArrayList<>(2);
            }
            makeRoom(exchanges);
            Exchange exchange = new Exchange(publish.packetId(), upstreamId, publish.topic(), publish.qos());
            exchanges.add(exchange);
            if (lasts) {
                exchange.fingerprint = publish.payload().hashCode();
                remember(exchange, () -> forward(publish, topic, exchange.upstreamId, false));
                return;
            }
        }
        forward(publish, topic, upstreamId, false);
    }

    /** The oldest exchange that the client should have gone on with, and did not, goes its way without it. */
    private void makeRoom(List<Exchange> open) {
        if (open.size() <= session.settings().requestsPerClient()) {
            return;
        }
        for (Exchange exchange : open) {
            if (exchange.isUpToTheClient()) {
                forget(exchange);
                if (exchange.phase == Phase.RECEIVED) {
                    session.upstream.send(new ToBroker.PublishRelease(exchange.upstreamId));
                }
                return;
            }
        }
    }

    private static ReasonCode reasonAgainst(TopicRef topic) {
        if (topic instanceof TopicRef.Reserved) {
            return ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
        }
        return topic instanceof TopicRef.ShortName ? ReasonCode.TOPIC_NAME_INVALID : ReasonCode.TOPIC_ALIAS_INVALID;
    }

    private void forward(FromClient.Publish publish, String topic, int upstreamId, boolean duplicate) {
        session.upstream.send(
                new ToBroker.Publish(upstreamId, topic, publish.payload(), publish.qos(), publish.retain(), duplicate));
    }

    private void repeat(Exchange open, FromClient.Publish publish, String topic) {
        if (open.phase == Phase.RECEIVED || open.phase == Phase.COMPLETED) {
            answerReceived(open);
        } else if (open.phase == Phase.PUBLISHED && open.cutOff) {
            if (!session.upstream.isReachable()) {
                refuse(publish, ReasonCode.SERVER_UNAVAILABLE);
                return;
            }
            open.cutOff = false;
            forward(publish, topic, open.upstreamId, true);
        }
    }

    private @Nullable String nameOf(TopicRef topic) {
        if (topic instanceof TopicRef.Alias alias) {
            TopicAlias known = session.aliases.numbered(alias.value());
            return known == null ? null : known.name();
        }
        if (topic instanceof TopicRef.Predefined predefined) {
            return session.predefined().name(predefined.value());
        }
        if (topic instanceof TopicRef.ShortName shortName) {
            return TopicName.from(shortName.octets());
        }
        return topic instanceof TopicRef.Name name ? TopicName.from(name.octets()) : null;
    }

    /** Refusals are answered at any QoS; those of QoS 0 not without bound, for nobody waits for them (I-47). */
    private void refuse(FromClient.Publish publish, ReasonCode reason) {
        if (!publish.qos().isAcknowledged()) {
            long now = session.loop().nanoTime();
            if (refusals == 0 || now - refusalsSince >= SECOND_NANOS) {
                refusalsSince = now;
                refusals = 0;
            }
            if (++refusals > MOST_REFUSALS_A_SECOND) {
                return;
            }
        }
        session.send(new ToClient.PublishAck(publish.topic(), publish.packetId(), reason));
    }

    void onRelease(FromClient.PublishRelease release) {
        Exchange open = find(release.packetId(), Qos.EXACTLY_ONCE);
        if (open == null || open.phase == Phase.COMPLETED) {
            session.send(new ToClient.PublishComplete(release.packetId()));
        } else if (open.phase == Phase.RECEIVED || (open.cutOff && (open.phase == Phase.RELEASED || open.restored))) {
            if (session.upstream.isReachable()) {
                open.phase = Phase.RELEASED;
                open.cutOff = false;
                session.upstream.send(new ToBroker.PublishRelease(open.upstreamId));
            }
        }
    }

    // ---- from the MQTT server ----

    void onUpstreamAck(FromBroker.PublishAck ack) {
        Exchange open = upstream(ack.packetId());
        if (open != null && open.phase == Phase.PUBLISHED) {
            forget(open);
            session.send(new ToClient.PublishAck(open.topic, open.clientId, ack.reason()));
        }
    }

    void onUpstreamReceived(FromBroker.PublishReceived received) {
        Exchange open = upstream(received.packetId());
        if (open == null || open.phase != Phase.PUBLISHED) {
            return;
        }
        if (received.reason().isRefusal()) {
            forget(open);
            session.send(new ToClient.PublishAck(open.topic, open.clientId, received.reason()));
        } else {
            open.phase = Phase.RECEIVED;
            answerReceived(open);
        }
    }

    // ---- what survives a restart ----

    /**
     * Writes down by what the message is known on either side. Only then it goes to the server: under another identifier it would be
     * another message there.
     */
    private void remember(Exchange exchange, Runnable whenDurable) {
        session.journal.write(exchange.kept(), () -> {
            if (exchanges != null && exchanges.contains(exchange) && !exchange.cutOff) {
                whenDurable.run();
            }
        });
    }

    private void forgotten(Exchange exchange) {
        if (exchange.qos == Qos.EXACTLY_ONCE) {
            session.journal.write(new SessionChange.ExchangeClosed(exchange.clientId));
        }
    }

    private void answerReceived(Exchange exchange) {
        session.send(new ToClient.PublishReceived(exchange.clientId));
    }

    void restore(SessionChange.ExchangeOpened kept) {
        Exchange exchange = new Exchange(kept.packetId(), kept.upstreamId(), kept.topic(), Qos.EXACTLY_ONCE);
        exchange.cutOff = true;
        exchange.restored = true;
        if (exchanges == null) {
            exchanges = new ArrayList<>(2);
        }
        exchanges.add(exchange);
    }

    void forEachExchange(Consumer<SessionChange> action) {
        if (exchanges != null) {
            for (Exchange exchange : exchanges) {
                if (exchange.qos == Qos.EXACTLY_ONCE && exchange.phase != Phase.COMPLETED) {
                    action.accept(exchange.kept());
                }
            }
        }
    }

    // ---- the MQTT server goes on ----

    void onUpstreamComplete(FromBroker.PublishComplete complete) {
        Exchange open = upstream(complete.packetId());
        if (open != null && open.phase != Phase.COMPLETED) {
            forgotten(open);
            open.phase = Phase.COMPLETED;
            open.completedNanos = session.loop().nanoTime();
            session.send(new ToClient.PublishComplete(open.clientId));
        }
    }

    /** Nobody will answer on that connection any more. A QoS 1 message may be published anew; a QoS 2 message stays remembered. */
    void uplinkClosed() {
        if (exchanges != null) {
            exchanges.removeIf(open -> open.qos == Qos.AT_LEAST_ONCE || open.phase == Phase.COMPLETED);
            exchanges.forEach(open -> open.cutOff = true);
        }
    }

    // ---- the table ----

    void forget() {
        exchanges = null;
    }

    /** How many exchanges wait for the MQTT server. Those that wait for the client do not keep it from going on. */
    int open() {
        int count = 0;
        if (exchanges != null) {
            for (Exchange exchange : exchanges) {
                if (!exchange.isUpToTheClient()) {
                    count++;
                }
            }
        }
        return count;
    }

    boolean uses(int upstreamId) {
        return upstream(upstreamId) != null;
    }

    private @Nullable Exchange find(int clientId, Qos qos) {
        if (exchanges != null) {
            for (Exchange open : exchanges) {
                if (open.clientId == clientId && open.qos == qos) {
                    return open;
                }
            }
        }
        return null;
    }

    private @Nullable Exchange upstream(int upstreamId) {
        if (exchanges != null) {
            for (Exchange open : exchanges) {
                if (open.upstreamId == upstreamId) {
                    return open;
                }
            }
        }
        return null;
    }

    private void forget(Exchange exchange) {
        if (exchanges != null && exchanges.remove(exchange) && exchange.phase != Phase.COMPLETED) {
            forgotten(exchange);
        }
    }

    private void forgetCompleted() {
        if (exchanges != null) {
            long now = session.loop().nanoTime();
            exchanges.removeIf(open -> open.phase == Phase.COMPLETED && now - open.completedNanos >= LATE_COPY_NANOS);
        }
    }
}
