package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.uplink.FromBroker;
import org.jspecify.annotations.Nullable;

/** The one message that is on its way to the client, or the REGISTER before it: at most one at a time (I-46). */
final class Flight {
    private final ClientSession session;
    private final OpenDeliveries open;
    private final Retransmitter retransmitter;
    private Phase phase = Phase.IDLE;
    private @Nullable Delivery delivery;
    private int registerId;
    private int lastId;

    /**
     * Nothing is in flight.
     *
     * @param onUnanswered Nretry repetitions brought nothing
     * @param onTooLong what is in flight cannot be repeated, as the network carries less than it did
     */
    Flight(ClientSession session, OpenDeliveries open, Runnable onUnanswered, Runnable onTooLong) {
        this.session = session;
        this.open = open;
        this.retransmitter = new Retransmitter(session, onUnanswered, onTooLong);
    }

    private enum Phase {
        IDLE,
        REGISTERING,
        /** The identifier of a QoS 2 message is being written down. */
        NAMING,
        PUBLISHING,
        /** The client has the QoS 2 message, and that is being written down. */
        RECEIVED,
        RELEASING
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** What is in flight, or null. */
    @Nullable
    Delivery delivery() {
        return delivery;
    }

    // ---- what is sent; false when it is too long for the network ----

    boolean register(Delivery next, TopicAlias alias) {
        registerId = nextId();
        ToClient.Register register = new ToClient.Register(alias.number(), registerId, alias.name());
        if (!session.send(register)) {
            return false;
        }
        delivery = next;
        phase = Phase.REGISTERING;
        retransmitter.await(register);
        return true;
    }

    boolean publish(Delivery next, TopicRef topic) {
        FromBroker.Publish message = next.message;
        name(next);
        ToClient.Publish publish = new ToClient.Publish(
                next.clientId, topic, message.payload(), message.qos(), message.retain(), next.sentBefore);
        if (!session.send(publish)) {
            return false;
        }
        next.sentBefore = true;
        if (message.qos().isAcknowledged()) {
            delivery = next;
            phase = Phase.PUBLISHING;
            retransmitter.await(publish);
        } else {
            land();
        }
        return true;
    }

    private void name(Delivery next) {
        if (next.clientId == 0 && next.qos().isAcknowledged()) {
            next.clientId = nextId();
        }
    }

    /** Gives the message its identifier; it is sent when that is durable. */
    void prepare(Delivery next) {
        name(next);
        delivery = next;
        phase = Phase.NAMING;
    }

    /** The client has the QoS 2 message in flight; it hears of that when it is durable. */
    void received() {
        retransmitter.done();
        phase = Phase.RECEIVED;
    }

    /** The message was in this phase when the gateway ended. */
    void restoreReleasing(Delivery kept) {
        delivery = kept;
        released(new ToClient.PublishRelease(kept.clientId));
        pause();
    }

    /** The client is told to let go of the identifier. */
    void released(ToClient.PublishRelease release) {
        phase = Phase.RELEASING;
        retransmitter.await(release);
    }

    /** One counter for REGISTER and PUBLISH, never 0 (I-44). */
    private int nextId() {
        do {
            lastId = lastId % 0xFFFF + 1;
        } while (open.uses(lastId));
        return lastId;
    }

    /**
     * The gateway was away, and with it the last identifier: goes on somewhere else, so that a client which still remembers a QoS 2
     * message by its identifier hardly takes a new one for it.
     */
    void beginIdsElsewhere() {
        lastId = (int) (session.loop().now().toEpochMilli() % 0xFFFF);
    }

    /** Nothing is in flight any more. */
    void land() {
        delivery = null;
        phase = Phase.IDLE;
        retransmitter.done();
    }

    // ---- what is awaited ----

    /** The message before which this REGISTER was sent, or null when it is not awaited (any more). */
    @Nullable
    Delivery awaitingRegister(int packetId) {
        return phase == Phase.REGISTERING && packetId == registerId ? delivery : null;
    }

    /** The message with this identifier if its PUBLISH is not answered yet, or null. */
    @Nullable
    Delivery awaitingAnswer(int packetId) {
        return phase == Phase.PUBLISHING && delivery != null && packetId == delivery.clientId ? delivery : null;
    }

    /** True while the identifier of this message is being written down. */
    boolean isPreparing(Delivery next) {
        return phase == Phase.NAMING && delivery == next;
    }

    /** True for the message that the client has, and may not yet let go of. */
    boolean isReceived(int packetId) {
        return phase == Phase.RECEIVED && delivery != null && packetId == delivery.clientId;
    }

    boolean awaitsComplete(int packetId) {
        return phase == Phase.RELEASING && delivery != null && packetId == delivery.clientId;
    }

    /** The message that waits for its REGACK, or null. */
    @Nullable
    Delivery registering() {
        return phase == Phase.REGISTERING ? delivery : null;
    }

    /** The message, unless the client has it for sure; or null. */
    @Nullable
    Delivery undelivered() {
        return phase == Phase.RELEASING || phase == Phase.RECEIVED ? null : delivery;
    }

    // ---- when it is repeated ----

    void sendAgain() {
        retransmitter.sendAgain();
    }

    void carriesLess() {
        retransmitter.carriesLess();
    }

    void pause() {
        retransmitter.pause();
    }

    void clear() {
        land();
        retransmitter.clear();
    }
}
