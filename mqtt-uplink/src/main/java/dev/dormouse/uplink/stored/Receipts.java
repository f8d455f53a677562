package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the MQTT server is told of its messages, each only when it is durable, and what is recognised when the server repeats it. */
final class Receipts {
    private final ClientId client;
    private final MessageStore store;
    private final Executor loop;
    private final Consumer<ToBroker> server;

    /** QoS 1 messages that are not acknowledged yet, with whether they are durable. */
    private final ById<Boolean> unacknowledged = new ById<>();

    /** QoS 2 messages that the server has not released. */
    private final ById<Held> held = new ById<>();

    private enum Held {
        /** On its way to the disk. */
        UNWRITTEN,
        DURABLE,
        /**
         * On the disk since before the program began, and no word of the server since. It may have released the message without our
         * having written that down, and use the packet identifier for another one.
         */
        RESTORED,
        /** The server has released it, and hears that we have let go of it when that is on the disk. */
        RELEASED
    }

    /**
     * Messages that are on the disk since before the program began. The server may not have heard that we have them, and sends those
     * again, under the same packet identifier (MQTT 5 §4.4).
     */
    private final ById<StoredMessage> restored = new ById<>();

    private boolean reachable;

    /**
     * Nothing is open.
     *
     * @param loop the client's
     * @param server hears the acknowledgements
     */
    Receipts(ClientId client, MessageStore store, Executor loop, Consumer<ToBroker> server) {
        this.client = client;
        this.store = store;
        this.loop = loop;
        this.server = server;
    }

    /** What was held, and what was kept, when the program ended. */
    void restore(Set<Integer> heldBefore, List<StoredMessage> kept) {
        heldBefore.forEach(packetId -> held.put(packetId, Held.RESTORED));
        for (StoredMessage message : kept) {
            if (message.qos().isAcknowledged()) {
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
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            return isHeld(publish);
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

    private boolean isHeld(FromBroker.Publish publish) {
        int id = publish.packetId();
        Held known = held.get(id);
        if (known == null
                || known == Held.RELEASED
                || (known == Held.RESTORED && !publish.duplicate() && !isKept(publish))) {
            return false;
        }
        if (known != Held.UNWRITTEN) {
            held.put(id, Held.DURABLE);
            server.accept(new ToBroker.PublishReceived(id));
        }
        return true;
    }

    private boolean isKept(FromBroker.Publish publish) {
        StoredMessage known = restored.get(publish.packetId());
        return known != null
                && known.qos() == publish.qos()
                && known.topic().equals(publish.topic())
                && known.payload().equals(publish.payload());
    }

    private boolean wasRestored(FromBroker.Publish publish) {
        if (!isKept(publish)) {
            return false;
        }
        restored.remove(publish.packetId());
        server.accept(new ToBroker.PublishAck(publish.packetId()));
        return true;
    }

    /** A message is being taken over; {@link #durable} follows. */
    void begin(FromBroker.Publish publish) {
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            held.put(publish.packetId(), Held.UNWRITTEN);
            store.hold(client, publish.packetId());
        } else {
            unacknowledged.put(publish.packetId(), false);
        }
        restored.remove(publish.packetId());
    }

    void durable(FromBroker.Publish publish) {
        int id = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE) {
            if (held.get(id) == Held.UNWRITTEN) {
                held.put(id, Held.DURABLE);
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

    /**
     * The server has released a message, and hears PUBCOMP when that is durable: it may use the packet identifier for another message
     * then, which must not be taken for the old one after a restart.
     */
    void released(int packetId) {
        restored.remove(packetId);
        Held known = held.get(packetId);
        if (known == null) {
            server.accept(new ToBroker.PublishComplete(packetId));
        } else if (known != Held.RELEASED) {
            held.put(packetId, Held.RELEASED);
            store.letGo(client, packetId, () -> loop.execute(() -> complete(packetId)));
        }
    }

    private void complete(int packetId) {
        if (held.get(packetId) == Held.RELEASED) {
            held.remove(packetId);
            if (reachable) {
                server.accept(new ToBroker.PublishComplete(packetId));
            }
        }
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
        held.ids().forEach(packetId -> store.letGo(client, packetId, () -> {}));
        held.clear();
    }
}
