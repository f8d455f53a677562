package dev.dormouse.gateway.session;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges the MQTT server's messages, each only when the client has acknowledged it or it was given up (I-30), and recognises
 * what the server repeats after a broken connection. Some servers repeat under another packet identifier and without DUP, so what
 * counts is the message itself (D-7).
 */
final class UpstreamReceipts {
    /** A server repeats at once when a session is resumed; later the same words are a new message. */
    private static final long REPETITION_NANOS = 10_000_000_000L;

    private final ClientSession session;
    private final OpenDeliveries open;

    /** QoS 2 messages that the client has, until the server releases them. */
    private @Nullable List<Delivery> received;

    /** Messages that the client has, whose acknowledgement had no connection to go on. */
    private @Nullable List<Delivery> unheard;

    private long resumedNanos;
    private int connection;

    UpstreamReceipts(ClientSession session, OpenDeliveries open) {
        this.session = session;
        this.open = open;
    }

    /** The client has the message, or will never get it. */
    void settle(Delivery delivery) {
        if (delivery.settled || delivery.upstreamId == 0) {
            return;
        }
        delivery.settled = true;
        if (!delivery.awaitsRedelivery) {
            acknowledge(delivery);
        } else if (!session.upstream.isReachable() || mayBeRepeated()) {
            unheard = added(unheard, delivery);
        } else {
            open.serverDone(delivery, () -> {});
        }
    }

    /** A message that the client has. Whether the server knows it was lost with the gateway. */
    void restore(Delivery delivery) {
        if (delivery.upstreamId != 0) {
            unheard = added(unheard, delivery);
        }
    }

    /** A message of QoS 0 went to the client; an uplink that keeps messages wants to know. */
    void sentAtOnce(FromBroker.Publish publish) {
        if (publish.packetId() != 0) {
            session.upstream.send(new ToBroker.PublishAck(publish.packetId()));
        }
    }

    private static List<Delivery> added(@Nullable List<Delivery> list, Delivery delivery) {
        List<Delivery> result = list == null ? new ArrayList<>(2) : list;
        result.add(delivery);
        return result;
    }

    private void acknowledge(Delivery delivery) {
        if (delivery.qos() == Qos.EXACTLY_ONCE) {
            received = added(received, delivery);
            session.upstream.send(new ToBroker.PublishReceived(delivery.upstreamId));
        } else {
            session.upstream.send(new ToBroker.PublishAck(delivery.upstreamId));
        }
    }

    /**
     * Recognises a message that the server has sent before. Then it goes nowhere: it is on its way to the client, or acknowledged
     * again where the client has it.
     *
     * @param underWay the message that it repeats, of which the client may have something already; null for none
     */
    boolean isRepetition(FromBroker.Publish publish, @Nullable Delivery underWay) {
        if (mayBeRepeated()) {
            Delivery settled = find(unheard, publish);
            if (settled != null && unheard != null) {
                unheard.remove(settled);
                renew(settled, publish);
                acknowledge(settled);
                return true;
            }
            if (underWay != null) {
                renew(underWay, publish);
                return true;
            }
        }
        return publish.duplicate() && repeatsReceived(publish);
    }

    private void renew(Delivery delivery, FromBroker.Publish again) {
        boolean other = delivery.upstreamId != again.packetId();
        delivery.renew(again.packetId());
        if (other) {
            open.renewed(delivery);
        }
    }

    /** True while what comes can be what the server sent before. */
    boolean mayBeRepeated() {
        if (session.loop().nanoTime() - resumedNanos < REPETITION_NANOS) {
            return true;
        }
        List<Delivery> never = unheard;
        unheard = null;
        if (never != null) {
            never.forEach(delivery -> open.serverDone(delivery, () -> {}));
        }
        return false;
    }

    private static @Nullable Delivery find(@Nullable List<Delivery> list, FromBroker.Publish publish) {
        if (list != null) {
            for (Delivery delivery : list) {
                if (delivery.isRepeatedBy(publish)) {
                    return delivery;
                }
            }
        }
        return null;
    }

    /** Our PUBREC was lost with the connection. */
    private boolean repeatsReceived(FromBroker.Publish publish) {
        if (received != null) {
            for (Delivery delivery : received) {
                if (delivery.upstreamId == publish.packetId() && delivery.isSameAs(publish)) {
                    session.upstream.send(new ToBroker.PublishReceived(publish.packetId()));
                    return true;
                }
            }
        }
        return false;
    }

    void onRelease(FromBroker.PublishRelease release) {
        ToBroker.PublishComplete complete = new ToBroker.PublishComplete(release.packetId());
        Delivery done = take(received, release.packetId());
        if (done == null) {
            done = take(unheard, release.packetId());
        }
        if (done == null) {
            session.upstream.send(complete);
            return;
        }
        int then = connection;
        open.serverDone(done, () -> {
            if (then == connection) {
                session.upstream.send(complete);
            }
        });
    }

    private static @Nullable Delivery take(@Nullable List<Delivery> list, int upstreamId) {
        if (list != null) {
            for (Delivery delivery : list) {
                if (delivery.upstreamId == upstreamId && delivery.qos() == Qos.EXACTLY_ONCE) {
                    list.remove(delivery);
                    return delivery;
                }
            }
        }
        return null;
    }

    /** The server has resumed the session and begins to repeat. */
    void resumed() {
        resumedNanos = session.loop().nanoTime();
        connection++;
    }

    /** The server has forgotten the session, and with it every message of it. */
    void forget() {
        received = null;
        unheard = null;
        connection++;
    }
}
