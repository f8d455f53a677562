package dev.dormouse.uplink.shared;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message of QoS 1 or 2 of the server that not all its receivers have acknowledged, or that awaits PUBREL. */
final class DownstreamDelivery {
    final FromBroker.Publish message;
    final Map<LocalSession, Qos> waiting;

    /** Those that have it at QoS 2, and will hear PUBREL. */
    private @Nullable Set<LocalSession> received;

    /** The connection it came on last. */
    int connection;

    boolean answered;

    /** PUBREL has come. */
    boolean released;

    DownstreamDelivery(FromBroker.Publish message, Map<LocalSession, Qos> receivers, int connection) {
        this.message = message;
        // Nobody gets a superfluous copy, and an unmodifiable map stands for that.
        this.waiting = receivers.isEmpty() ? new HashMap<>(1) : receivers;
        this.connection = connection;
    }

    /** One from before a restart, of which nothing is known but that some have it. */
    static DownstreamDelivery restored(int packetId, int connection) {
        FromBroker.Publish unknown = new FromBroker.Publish(packetId, "", Bytes.EMPTY, Qos.EXACTLY_ONCE, false, false);
        DownstreamDelivery delivery = new DownstreamDelivery(unknown, Map.of(), connection);
        delivery.answered = true;
        return delivery;
    }

    boolean isRepeatedBy(FromBroker.Publish publish) {
        return publish.duplicate()
                && message.qos() == publish.qos()
                && message.topic().equals(publish.topic())
                && message.payload().equals(publish.payload());
    }

    void received(LocalSession session) {
        if (received == null) {
            received = new HashSet<>(4);
        }
        received.add(session);
    }

    Set<LocalSession> receivedBy() {
        return received == null ? Set.of() : received;
    }

    void forget(LocalSession session) {
        if (received != null) {
            received.remove(session);
        }
    }
}
