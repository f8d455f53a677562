package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server sends over a shared connection at QoS 1 and 2: acknowledged when all who get it have acknowledged it (MQTT 5 §4.3),
 * on the connection that it came on. Clients know it by the server's packet identifier, which is the same after a reconnection.
 */
final class DownstreamDeliveries {
    private final Upstream upstream;
    private final Map<Integer, DownstreamDelivery> open = new HashMap<>();
    private int connection;

    DownstreamDeliveries(Upstream upstream) {
        this.upstream = upstream;
    }

    /** A client has a QoS 2 message from before a restart, and has not heard PUBREL. */
    void restore(LocalSession session, int packetId) {
        DownstreamDelivery delivery = open.computeIfAbsent(packetId, id -> DownstreamDelivery.restored(id, connection));
        delivery.received(session);
    }

    // ---- from the server ----

    /** True for a message that is known here and was sent again: those who have not acknowledged it have heard it again. */
    boolean isRepetition(FromBroker.Publish publish) {
        DownstreamDelivery known = open.get(publish.packetId());
        if (known == null || !known.isRepeatedBy(publish)) {
            return false;
        }
        known.connection = connection;
        if (known.answered) {
            upstream.send(new ToBroker.PublishReceived(publish.packetId()));
        } else if (known.waiting.isEmpty()) {
            answer(known);
        } else {
            tellWaiting(known, true);
        }
        return true;
    }

    /** Delivers a message. */
    void begin(FromBroker.Publish publish, Map<LocalSession, Qos> receivers) {
        receivers.forEach((session, qos) -> session.unacknowledged += qos.isAcknowledged() ? 1 : 0);
        DownstreamDelivery delivery = new DownstreamDelivery(publish, receivers, connection);
        forget(open.put(publish.packetId(), delivery));
        tellWaiting(delivery, publish.duplicate());
        answerIfDone(delivery);
    }

    private static void forget(@Nullable DownstreamDelivery replaced) {
        if (replaced != null) {
            replaced.waiting.keySet().forEach(session -> session.unacknowledged--);
        }
    }

    /** Whoever answers at once leaves the table of those who wait, so that goes over a copy. */
    private void tellWaiting(DownstreamDelivery delivery, boolean duplicate) {
        FromBroker.Publish message = delivery.message;
        List<Map.Entry<LocalSession, Qos>> receivers = new ArrayList<>(delivery.waiting.size());
        delivery.waiting.forEach((session, qos) -> receivers.add(Map.entry(session, qos)));
        delivery.waiting.values().removeIf(qos -> !qos.isAcknowledged());
        for (Map.Entry<LocalSession, Qos> receiver : receivers) {
            Qos qos = receiver.getValue();
            receiver.getKey()
                    .tell(new FromBroker.Publish(
                            qos.isAcknowledged() ? message.packetId() : 0,
                            message.topic(),
                            message.payload(),
                            qos,
                            message.retain(),
                            duplicate && qos.isAcknowledged(),
                            message.expiry()));
        }
    }

    /**
     * The server lets go of a message: it hears PUBCOMP when all who have it at QoS 2 have said so. Of a message from before a restart
     * nothing is known here, but each client knows what it has.
     */
    void onRelease(FromBroker.PublishRelease release, Collection<LocalSession> everybody) {
        DownstreamDelivery delivery = open.get(release.packetId());
        if (delivery == null) {
            upstream.send(new ToBroker.PublishComplete(release.packetId()));
            List.copyOf(everybody).forEach(session -> session.tell(release));
            return;
        }
        delivery.connection = connection;
        if (!delivery.released) {
            delivery.released = true;
            forget(delivery);
            delivery.waiting.clear();
        }
        // Also when the server repeats it: what was answered on another connection is lost.
        List.copyOf(delivery.receivedBy()).forEach(session -> session.tell(release));
        completeIfDone(delivery);
    }

    private void completeIfDone(DownstreamDelivery delivery) {
        int packetId = delivery.message.packetId();
        if (delivery.released
                && delivery.receivedBy().isEmpty()
                && delivery.connection == connection
                && open.remove(packetId, delivery)) {
            upstream.send(new ToBroker.PublishComplete(packetId));
        }
    }

    // ---- from the clients ----

    /** The client has a message, and nothing more is to be said about it. */
    void acknowledged(LocalSession session, int packetId) {
        DownstreamDelivery delivery = open.get(packetId);
        if (delivery != null && delivery.waiting.remove(session) != null) {
            session.unacknowledged--;
            answerIfDone(delivery);
        }
    }

    /** The client has a message of QoS 2, and will hear PUBREL. */
    void received(LocalSession session, int packetId) {
        DownstreamDelivery delivery = open.get(packetId);
        if (delivery != null && delivery.waiting.remove(session) != null) {
            session.unacknowledged--;
            delivery.received(session);
            answerIfDone(delivery);
        }
    }

    /** The client has let go of a message of QoS 2. */
    void completed(LocalSession session, int packetId) {
        DownstreamDelivery delivery = open.get(packetId);
        if (delivery != null && delivery.released) {
            delivery.forget(session);
            completeIfDone(delivery);
        }
    }

    /** The client is gone: nobody waits for its acknowledgements. */
    void gone(LocalSession session) {
        for (DownstreamDelivery delivery : List.copyOf(open.values())) {
            delivery.forget(session);
            if (delivery.waiting.remove(session) != null) {
                session.unacknowledged--;
                answerIfDone(delivery);
            }
            completeIfDone(delivery);
        }
    }

    /** The client goes on with another uplink, on which nothing was said yet. */
    void tellAgain(LocalSession session) {
        for (DownstreamDelivery delivery : List.copyOf(open.values())) {
            Qos qos = delivery.waiting.get(session);
            if (qos != null) {
                FromBroker.Publish message = delivery.message;
                session.tell(new FromBroker.Publish(
                        message.packetId(),
                        message.topic(),
                        message.payload(),
                        qos,
                        message.retain(),
                        true,
                        message.expiry()));
            } else if (delivery.released && delivery.receivedBy().contains(session)) {
                session.tell(new FromBroker.PublishRelease(delivery.message.packetId()));
            }
        }
    }

    private void answerIfDone(DownstreamDelivery delivery) {
        if (delivery.waiting.isEmpty() && !delivery.answered && delivery.connection == connection) {
            answer(delivery);
        }
    }

    private void answer(DownstreamDelivery delivery) {
        int packetId = delivery.message.packetId();
        delivery.answered = true;
        if (delivery.message.qos() == Qos.EXACTLY_ONCE) {
            upstream.send(new ToBroker.PublishReceived(packetId));
        } else {
            open.remove(packetId, delivery);
            upstream.send(new ToBroker.PublishAck(packetId));
        }
    }

    // ---- the connection ----

    /** Answers belong to the connection that the question came on. */
    void interrupted() {
        connection++;
    }

    /** The server has forgotten all of it. */
    void clear() {
        open.values().forEach(DownstreamDeliveries::forget);
        open.clear();
    }
}
