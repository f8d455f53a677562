package dev.dormouse.gateway.session;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges the MQTT server's messages, each only when the client has acknowledged it or it was given up (I-30), and remembers
 * what was acknowledged where the server may not have heard it.
 */
final class UpstreamReceipts {
    private final ClientSession session;

    /** QoS 2 messages that the client has, until the server releases them. */
    private @Nullable Set<Integer> received;

    /** Messages that the client has, whose acknowledgement had no connection to go on. */
    private @Nullable Set<Integer> unheard;

    UpstreamReceipts(ClientSession session) {
        this.session = session;
    }

    /** The client has the message, or will never get it. */
    void settle(Delivery delivery) {
        if (delivery.upstreamId == 0) {
            return;
        }
        if (delivery.qos() == Qos.EXACTLY_ONCE) {
            received = added(received, delivery.upstreamId);
        }
        if (delivery.awaitsRedelivery) {
            unheard = added(unheard, delivery.upstreamId);
        } else {
            acknowledge(delivery.upstreamId, delivery.qos());
        }
        delivery.upstreamId = 0;
    }

    private static Set<Integer> added(@Nullable Set<Integer> set, int id) {
        Set<Integer> result = set == null ? new HashSet<>(4) : set;
        result.add(id);
        return result;
    }

    private void acknowledge(int id, Qos qos) {
        session.upstream.send(qos == Qos.EXACTLY_ONCE ? new ToBroker.PublishReceived(id) : new ToBroker.PublishAck(id));
    }

    /** True when a repetition of the server is of a message that the client has: it was acknowledged again and goes nowhere. */
    boolean answersRepetition(FromBroker.Publish publish) {
        if (!publish.duplicate()) {
            return false;
        }
        boolean known = (unheard != null && unheard.remove(publish.packetId()))
                || (received != null && received.contains(publish.packetId()));
        if (known) {
            acknowledge(publish.packetId(), publish.qos());
        }
        return known;
    }

    void onRelease(FromBroker.PublishRelease release) {
        if (received != null) {
            received.remove(release.packetId());
        }
        session.upstream.send(new ToBroker.PublishComplete(release.packetId()));
    }

    /** The server has forgotten the session, and with it every message of it. */
    void forget() {
        received = null;
        unheard = null;
    }
}
