package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the MQTT server is told of its messages, each only when it is durable, and what is recognised when the server repeats it. */
final class Receipts {
    private final ClientId client;
    private final MessageStore store;
    private final Consumer<ToBroker> server;

    /** QoS 1 messages that are not acknowledged yet, with whether they are durable. */
    private final Map<Integer, Boolean> unacknowledged = new HashMap<>();

    /** QoS 2 messages that the server has not released, with whether they are durable. */
    private final Map<Integer, Boolean> held = new HashMap<>();

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

    /** What was held when the program ended. */
    void restore(Set<Integer> heldBefore) {
        heldBefore.forEach(packetId -> held.put(packetId, true));
    }

    Set<Integer> held() {
        return new HashSet<>(held.keySet());
    }

    /** True when the message was taken over before; then it is acknowledged as far as can be. */
    boolean isRepetition(FromBroker.Publish publish) {
        int id = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE && held.containsKey(id)) {
            if (held.get(id)) {
                server.accept(new ToBroker.PublishReceived(id));
            }
            return true;
        }
        if (publish.qos() == Qos.AT_LEAST_ONCE && publish.duplicate() && unacknowledged.containsKey(id)) {
            if (unacknowledged.get(id)) {
                unacknowledged.remove(id);
                server.accept(new ToBroker.PublishAck(id));
            }
            return true;
        }
        return false;
    }

    /** A message is being taken over; {@link #durable} follows. */
    void begin(FromBroker.Publish publish) {
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            held.put(publish.packetId(), false);
            store.hold(client, publish.packetId());
        } else {
            unacknowledged.put(publish.packetId(), false);
        }
    }

    void durable(FromBroker.Publish publish) {
        int id = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            if (held.replace(id, true) != null && reachable) {
                server.accept(new ToBroker.PublishReceived(id));
            }
        } else if (unacknowledged.containsKey(id)) {
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
        held.keySet().forEach(packetId -> store.letGo(client, packetId));
        held.clear();
    }
}
