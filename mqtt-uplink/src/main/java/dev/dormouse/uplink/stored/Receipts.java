package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What the MQTT server is told of its messages, each only when it is durable, and what is recognised when the server repeats it. */
final class Receipts {
    private final ClientId client;
    private final MessageStore store;
    private final Consumer<ToBroker> server;

    /** QoS 1 messages that are not acknowledged yet, with whether they are durable. */
    private final ById<Boolean> unacknowledged = new ById<>();

    /** QoS 2 messages that the server has not released, with whether they are durable. */
    private final ById<Boolean> held = new ById<>();

    /**
     * QoS 1 messages that are on the disk since before the program began. The server may not have heard that we have them, and sends
     * those again, under the same packet identifier (MQTT 5 §4.4).
     */
    private final ById<StoredMessage> restored = new ById<>();

    private boolean reachable;

    /**
     * Nothing is open.
     *
     * @param server hears the acknowledgements
     */
    Receipts(ClientId client, MessageStore store, Consumer<ToBroker> server) {
        this.client = client;
        this.store = store;
        this.server = server;
    }

    /** What was held, and what was kept, when the program ended. */
    void restore(Set<Integer> heldBefore, List<StoredMessage> kept) {
        heldBefore.forEach(packetId -> held.put(packetId, true));
        for (StoredMessage message : kept) {
            if (message.qos() == Qos.AT_LEAST_ONCE) {
                restored.put(message.packetId(), message);
            }
        }
    }

    Set<Integer> held() {
        return held.ids();
    }

    /** True when the message was taken over before; then it is acknowledged as far as can be. */
    boolean isRepetition(FromBroker.Publish publish) {
        int id = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE && held.contains(id)) {
            if (Boolean.TRUE.equals(held.get(id))) {
                server.accept(new ToBroker.PublishReceived(id));
            }
            return true;
        }
        if (publish.qos() == Qos.AT_LEAST_ONCE && publish.duplicate() && unacknowledged.contains(id)) {
            if (Boolean.TRUE.equals(unacknowledged.get(id))) {
                unacknowledged.remove(id);
                server.accept(new ToBroker.PublishAck(id));
            }
            return true;
        }
        return publish.qos() == Qos.AT_LEAST_ONCE && publish.duplicate() && wasRestored(publish);
    }

    private boolean wasRestored(FromBroker.Publish publish) {
        StoredMessage known = restored.get(publish.packetId());
        if (known == null
                || !known.topic().equals(publish.topic())
                || !known.payload().equals(publish.payload())) {
            return false;
        }
        restored.remove(publish.packetId());
        server.accept(new ToBroker.PublishAck(publish.packetId()));
        return true;
    }

    /** A message is being taken over; {@link #durable} follows. */
    void begin(FromBroker.Publish publish) {
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            held.put(publish.packetId(), false);
            store.hold(client, publish.packetId());
        } else {
            unacknowledged.put(publish.packetId(), false);
            restored.remove(publish.packetId());
        }
    }

    void durable(FromBroker.Publish publish) {
        int id = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            if (held.contains(id)) {
                held.put(id, true);
                if (reachable) {
                    server.accept(new ToBroker.PublishReceived(id));
                }
            }
        } else if (unacknowledged.contains(id)) {
            unacknowledged.put(id, true);
            if (reachable) {
                unacknowledged.remove(id);
                server.accept(new ToBroker.PublishAck(id));
            }
        }
    }

    void released(int packetId) {
        if (held.remove(packetId) != null) {
            store.letGo(client, packetId);
        }
        server.accept(new ToBroker.PublishComplete(packetId));
    }

    /** The connection stands. */
    void connected(boolean sessionPresent) {
        reachable = true;
        if (!sessionPresent) {
            forget();
        }
    }

    /** The connection is broken or over; what is acknowledged now nobody hears. */
    void disconnected() {
        reachable = false;
    }

    /** The server remembers nothing of all this. */
    void forget() {
        unacknowledged.clear();
        restored.clear();
        held.ids().forEach(packetId -> store.letGo(client, packetId));
        held.clear();
    }
}
