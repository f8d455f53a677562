package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.mqtt.ServerLimits.Identifiers;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session has said and the server has not answered yet, in order: sent within the server's Receive Maximum (MQTT 5 §4.9), sent
 * again after an interruption (§4.4), and refused where the server or our own bound does not allow it.
 */
final class Outbox {
    private enum Phase {
        /** Not on the wire yet: no connection, or the server's Receive Maximum is used up. */
        WAITING,
        SENT,
        /** PUBREC came; the session's PUBREL is still to come. */
        RECEIVED
    }

    private static final class Entry {
        final int packetId;
        ToBroker message;
        Phase phase = Phase.WAITING;

        @Nullable
        Entry before;

        @Nullable
        Entry next;

        Entry(int packetId, ToBroker message) {
            this.packetId = packetId;
            this.message = message;
        }

        /** Takes one place of the server's Receive Maximum. */
        boolean isInFlight() {
            return phase != Phase.WAITING
                    && (message instanceof ToBroker.Publish || message instanceof ToBroker.PublishRelease);
        }

        boolean isWaitingPublish() {
            return phase == Phase.WAITING && message instanceof ToBroker.Publish;
        }
    }

    /** QoS 0 messages kept while there is no connection; they take no room from what must not be lost. */
    private static final int UNACKNOWLEDGED = 256;

    private final Route route;
    private final Consumer<FromBroker> refusals;
    private @Nullable Connection connection;
    private @Nullable Entry first;
    private @Nullable Entry last;

    /** The entries that have a packet identifier: a shared connection has thousands of them. */
    private @Nullable IntObjectMap<Entry> byId;

    private int size;
    private int inFlight;
    private int waiting;
    private int unacknowledged;

    /**
     * @param route tells the largest number of messages kept, and counts what is dropped
     * @param refusals takes the answers that do not come from the server; must not call back at once
     */
    Outbox(Route route, Consumer<FromBroker> refusals) {
        this.route = route;
        this.refusals = refusals;
    }

    /** A connection stands: sends everything again that is still open, and what has waited. */
    void connected(Connection accepted, boolean sessionPresent) {
        connection = accepted;
        inFlight = 0;
        waiting = 0;
        unacknowledged = 0;
        for (Entry entry = first; entry != null; entry = entry.next) {
            if (!stays(entry, accepted, sessionPresent)) {
                waiting -= entry.isWaitingPublish() ? 1 : 0;
                unlink(entry);
            }
        }
    }

    private boolean stays(Entry entry, Connection accepted, boolean sessionPresent) {
        if (entry.phase == Phase.RECEIVED) {
            inFlight += sessionPresent ? 1 : 0;
            return sessionPresent;
        }
        if (!(entry.message instanceof ToBroker.Publish publish)) {
            sendOther(entry, accepted);
            return true;
        }
        boolean duplicate = entry.phase == Phase.SENT ? sessionPresent : publish.duplicate();
        entry.message = withDuplicate(publish, duplicate);
        entry.phase = Phase.WAITING;
        waiting++;
        return sendWaiting(entry, accepted);
    }

    private static ToBroker.Publish withDuplicate(ToBroker.Publish publish, boolean duplicate) {
        return publish.duplicate() == duplicate
                ? publish
                : new ToBroker.Publish(
                        publish.packetId(),
                        publish.topic(),
                        publish.payload(),
                        publish.qos(),
                        publish.retain(),
                        duplicate);
    }

    /** Sends a waiting publish if it may go. Returns false when there is nothing more to wait for. */
    private boolean sendWaiting(Entry entry, Connection open) {
        ToBroker.Publish publish = (ToBroker.Publish) entry.message;
        ReasonCode objection = open.limits().objection(publish);
        if (objection != null) {
            refuse(publish, objection);
            return false;
        }
        if (publish.qos().isAcknowledged()) {
            if (inFlight >= open.limits().receiveMaximum()) {
                return true;
            }
            inFlight++;
        }
        waiting--;
        entry.phase = Phase.SENT;
        open.write(ToPackets.publish(publish, publish.duplicate()));
        return publish.qos().isAcknowledged();
    }

    private void sendOther(Entry entry, Connection open) {
        entry.phase = Phase.SENT;
        if (entry.message instanceof ToBroker.PublishRelease release) {
            inFlight++;
            open.write(ToPackets.publishRelease(release.packetId()));
        } else if (entry.message instanceof ToBroker.Subscribe subscribe) {
            open.write(ToPackets.subscribe(subscribe, open.limits().identifiers() == Identifiers.KNOWN));
        } else if (entry.message instanceof ToBroker.Unsubscribe unsubscribe) {
            open.write(ToPackets.unsubscribe(unsubscribe));
        }
    }

    void interrupted() {
        connection = null;
    }

    /** The uplink is over: counts the messages that nobody will be told about. */
    void discard() {
        for (Entry entry = first; entry != null; entry = entry.next) {
            if (entry.packetId == 0) {
                route.dropped().increment();
            }
        }
        first = null;
        last = null;
        byId = null;
        connection = null;
    }

    void publish(ToBroker.Publish publish) {
        if (publish.qos() == Qos.AT_MOST_ONCE && connection != null) {
            ReasonCode objection = connection.limits().objection(publish);
            if (objection == null && connection.isWritable()) {
                connection.write(ToPackets.publish(publish, false));
            } else {
                route.dropped().increment();
            }
            return;
        }
        boolean forgettable = publish.qos() == Qos.AT_MOST_ONCE;
        if (forgettable ? unacknowledged >= UNACKNOWLEDGED : isFullFor(publish.packetId())) {
            refuse(publish, ReasonCode.QUOTA_EXCEEDED);
            return;
        }
        unacknowledged += forgettable ? 1 : 0;
        Entry entry = enter(publish.packetId(), publish);
        waiting++;
        // Overtaking those that wait for the server's Receive Maximum would break the order.
        if (connection != null && waiting == 1 && !sendWaiting(entry, connection)) {
            remove(entry.packetId);
        }
    }

    private void refuse(ToBroker.Publish publish, ReasonCode reason) {
        switch (publish.qos()) {
            case AT_MOST_ONCE -> route.dropped().increment();
            case AT_LEAST_ONCE -> refusals.accept(new FromBroker.PublishAck(publish.packetId(), reason));
            case EXACTLY_ONCE -> refusals.accept(new FromBroker.PublishReceived(publish.packetId(), reason));
        }
    }

    /** PUBREL takes the place of its PUBLISH, or is new after a restart of the gateway. */
    void release(ToBroker.PublishRelease release) {
        Entry entry = enter(release.packetId(), release);
        if (connection != null) {
            sendOther(entry, connection);
        } else {
            entry.phase = Phase.SENT;
        }
    }

    void subscribe(ToBroker.Subscribe subscribe) {
        ReasonCode objection = connection == null ? null : connection.limits().objection(subscribe.filter());
        if (isFullFor(subscribe.packetId())) {
            objection = ReasonCode.QUOTA_EXCEEDED;
        }
        if (objection != null) {
            refusals.accept(new FromBroker.SubscribeAck(subscribe.packetId(), objection));
            return;
        }
        sendIfConnected(enter(subscribe.packetId(), subscribe));
    }

    /** Has no refusal in the vocabulary: what the server could not take anyway counts as done. */
    void unsubscribe(ToBroker.Unsubscribe unsubscribe) {
        boolean hopeless = connection != null && connection.limits().objection(unsubscribe.filter()) != null;
        if (hopeless || isFullFor(unsubscribe.packetId())) {
            refusals.accept(new FromBroker.UnsubscribeAck(unsubscribe.packetId()));
            return;
        }
        sendIfConnected(enter(unsubscribe.packetId(), unsubscribe));
    }

    private void sendIfConnected(Entry entry) {
        if (connection != null) {
            sendOther(entry, connection);
        }
    }

    /** PUBACK, PUBCOMP, SUBACK or UNSUBACK came, or a PUBREC that refuses: this exchange is over. */
    void settled(int packetId) {
        remove(packetId);
        sendNextWaiting();
    }

    /** An exchange is over, and nothing that waits shall follow any more. */
    void settledWithoutSuccessor(int packetId) {
        remove(packetId);
    }

    /** PUBREC came. */
    void received(int packetId, ReasonCode reason) {
        if (reason.isRefusal()) {
            settled(packetId);
            return;
        }
        Entry entry = find(packetId);
        if (entry != null && entry.message instanceof ToBroker.Publish) {
            entry.phase = Phase.RECEIVED;
        }
    }

    private void sendNextWaiting() {
        Connection open = connection;
        if (waiting == 0 || open == null) {
            return;
        }
        for (Entry entry = first; entry != null && waiting > 0 && hasRoom(); entry = entry.next) {
            if (entry.isWaitingPublish() && !sendWaiting(entry, open)) {
                waiting -= entry.isWaitingPublish() ? 1 : 0;
                unlink(entry);
            }
        }
    }

    /** Whether one more QoS 1 or 2 message may go to the server now. */
    boolean hasRoom() {
        return connection != null && inFlight < connection.limits().receiveMaximum();
    }

    /** A packet identifier that no open exchange uses. */
    int freePacketId() {
        int candidate = 65535;
        while (find(candidate) != null) {
            candidate--;
        }
        return candidate;
    }

    private boolean isFullFor(int packetId) {
        return size - unacknowledged >= route.options().limits().backlog() && find(packetId) == null;
    }

    /** The entry for a message: that of an earlier one with the same packet identifier, or a new one at the end. */
    private Entry enter(int packetId, ToBroker message) {
        Entry known = packetId == 0 ? null : find(packetId);
        if (known != null) {
            inFlight -= known.isInFlight() ? 1 : 0;
            waiting -= known.isWaitingPublish() ? 1 : 0;
            known.phase = Phase.WAITING;
            known.message = message;
            return known;
        }
        Entry entry = new Entry(packetId, message);
        entry.before = last;
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
        size++;
        if (packetId != 0) {
            index(packetId, entry);
        }
        return entry;
    }

    private void index(int packetId, Entry entry) {
        if (byId == null) {
            byId = new IntObjectHashMap<>(2);
        }
        byId.put(packetId, entry);
    }

    private @Nullable Entry find(int packetId) {
        return byId == null ? null : byId.get(packetId);
    }

    private void remove(int packetId) {
        Entry entry = find(packetId);
        if (entry != null) {
            inFlight -= entry.isInFlight() ? 1 : 0;
            waiting -= entry.isWaitingPublish() ? 1 : 0;
            unlink(entry);
        }
    }

    private void unlink(Entry entry) {
        if (entry.before == null) {
            first = entry.next;
        } else {
            entry.before.next = entry.next;
        }
        if (entry.next == null) {
            last = entry.before;
        } else {
            entry.next.before = entry.before;
        }
        size--;
        if (byId != null && entry.packetId != 0) {
            byId.remove(entry.packetId);
        }
    }
}
