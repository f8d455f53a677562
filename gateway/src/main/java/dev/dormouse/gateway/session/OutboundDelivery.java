package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.session.DeliveryRoutes.Route;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * What comes for the client (1.2 §6.10): in the order of arrival, one message of QoS 1 or 2 or one REGISTER in flight (I-46), held
 * back while the client does not listen.
 */
final class OutboundDelivery {
    private final ClientSession session;
    private final DeliveryQueue queue;
    private final DeliveryRoutes routes;
    private final UpstreamReceipts receipts;
    private final DeliveryGate gate;
    private final Retransmitter retransmitter;

    private Phase phase = Phase.IDLE;
    private @Nullable Delivery inFlight;
    private int registerId;
    private int lastId;
    private @Nullable CycleEnd cycle;
    private boolean answersRegister;

    OutboundDelivery(ClientSession session) {
        this.session = session;
        SessionSettings settings = session.settings();
        this.queue = new DeliveryQueue(settings.queueMessages(), settings.queueOctets(), this::onOverflow);
        this.routes = new DeliveryRoutes(session);
        this.receipts = new UpstreamReceipts(session);
        this.gate = new DeliveryGate(session, this::pump);
        this.retransmitter = new Retransmitter(session, this::onUnanswered);
    }

    private enum Phase {
        IDLE,
        REGISTERING,
        PUBLISHING,
        RELEASING
    }

    // ---- from the MQTT server ----

    void offer(FromBroker.Publish publish) {
        if (publish.qos() == Qos.AT_MOST_ONCE) {
            if (mayBegin() && queue.isEmpty() && sendAtOnce(publish)) {
                return;
            }
        } else if (receipts.isRepetition(publish, inFlight == null ? queue.peek() : inFlight)) {
            return;
        }
        queue.add(new Delivery(publish));
        pump();
    }

    /** The short way for a message that needs no memory: true when it was sent or can never be. */
    private boolean sendAtOnce(FromBroker.Publish publish) {
        TopicRef known = routes.known(publish.topic());
        if (known == null) {
            return false;
        }
        gate.countBegun();
        if (!session.send(new ToClient.Publish(0, known, publish.payload(), publish.qos(), publish.retain(), false))) {
            session.dropped(DropReason.TOO_LARGE);
        }
        return true;
    }

    void onUpstreamRelease(FromBroker.PublishRelease release) {
        receipts.onRelease(release);
    }

    private void onOverflow(Delivery victim) {
        session.dropped(DropReason.QUEUE_FULL);
        receipts.settle(victim);
    }

    /** What the server sent and was not told to be delivered, it will send again. */
    void uplinkInterrupted() {
        queue.forEach(Delivery::awaitRedelivery);
        if (inFlight != null) {
            inFlight.awaitRedelivery();
        }
    }

    void uplinkResumed(boolean sessionPresent) {
        if (sessionPresent) {
            queue.removeWhatComesAgain();
            receipts.resumed();
        } else {
            queue.forEach(Delivery::forgetUpstream);
            if (inFlight != null) {
                inFlight.forgetUpstream();
            }
            receipts.forget();
        }
        pump();
    }

    // ---- towards the client ----

    private boolean mayBegin() {
        return phase == Phase.IDLE && gate.isOpen() && !session.subscribing.clientWaits();
    }

    /** Sends what can be sent now. */
    void pump() {
        Delivery next = queue.peek();
        while (next != null && mayBegin() && !isHeldUpstream(next)) {
            queue.poll();
            gate.countBegun();
            begin(next);
            next = queue.peek();
        }
        boolean done = next == null && !session.reopening.isAwaited();
        boolean held = next != null && isHeldUpstream(next);
        if (cycle != null && phase == Phase.IDLE && (done || gate.isShutForNow() || held)) {
            CycleEnd ended = cycle;
            cycle = null;
            ended.cycleDone();
        }
    }

    /** While the server is away nothing is begun that it will send again: it could not be acknowledged. */
    private boolean isHeldUpstream(Delivery delivery) {
        return delivery.awaitsRedelivery && !session.upstream.isReachable();
    }

    private void begin(Delivery delivery) {
        Route route = routes.to(delivery.message.topic());
        if (route == null) {
            giveUp(delivery, routes.lastObstacle());
        } else if (route.unannounced() != null) {
            register(delivery, route.unannounced());
        } else {
            publish(delivery, route.topic());
        }
    }

    private void register(Delivery delivery, TopicAlias alias) {
        registerId = nextId();
        ToClient.Register register = new ToClient.Register(alias.number(), registerId, alias.name());
        if (!session.send(register)) {
            giveUp(delivery, DropReason.TOO_LARGE);
            return;
        }
        inFlight = delivery;
        phase = Phase.REGISTERING;
        retransmitter.await(register);
    }

    private void publish(Delivery delivery, TopicRef topic) {
        FromBroker.Publish message = delivery.message;
        if (delivery.clientId == 0 && message.qos().isAcknowledged()) {
            delivery.clientId = nextId();
        }
        ToClient.Publish publish = new ToClient.Publish(
                delivery.clientId, topic, message.payload(), message.qos(), message.retain(), delivery.sentBefore);
        if (!session.send(publish)) {
            giveUp(delivery, DropReason.TOO_LARGE);
            return;
        }
        delivery.sentBefore = true;
        if (message.qos().isAcknowledged()) {
            inFlight = delivery;
            phase = Phase.PUBLISHING;
            retransmitter.await(publish);
        } else {
            land();
        }
    }

    /** One counter for REGISTER and PUBLISH, never 0 (I-44). */
    private int nextId() {
        lastId = lastId % 0xFFFF + 1;
        return lastId;
    }

    /**
     * The gateway was away, and with it the last identifier: goes on somewhere else, so that a client which still remembers a QoS 2
     * message by its identifier hardly takes a new one for it.
     */
    void beginIdsElsewhere() {
        lastId = (int) (session.loop().now().toEpochMilli() % 0xFFFF);
    }

    private void giveUp(Delivery delivery, DropReason reason) {
        session.dropped(reason);
        receipts.settle(delivery);
        land();
    }

    /** Nothing is in flight any more. */
    private void land() {
        inFlight = null;
        phase = Phase.IDLE;
        retransmitter.done();
    }

    // ---- from the client ----

    void onRegisterAck(FromClient.RegisterAck ack) {
        Delivery delivery = inFlight;
        if (phase != Phase.REGISTERING || delivery == null || ack.packetId() != registerId) {
            return;
        }
        answersRegister = true;
        land();
        if (!ack.reason().isRefusal()) {
            routes.announced(delivery.message.topic());
            begin(delivery);
        } else if (ack.reason().isTemporary()) {
            queue.putBack(delivery);
            gate.waitForClient();
        } else {
            routes.refused(delivery.message.topic());
            giveUp(delivery, DropReason.TOPIC_REFUSED);
        }
        pump();
    }

    void onPublishAck(FromClient.PublishAck ack) {
        boolean unknownAlias = ack.reason().equals(ReasonCode.TOPIC_ALIAS_INVALID);
        if (unknownAlias) {
            routes.unknownToClient(ack.topic().value());
        }
        if (ack.packetId() == 0 && ack.reason().isTemporary()) {
            gate.waitForClient();
        }
        Delivery delivery = inFlight;
        if (phase != Phase.PUBLISHING || delivery == null || ack.packetId() != delivery.clientId) {
            return;
        }
        if (!ack.reason().isRefusal()) {
            if (delivery.qos() == Qos.AT_LEAST_ONCE) {
                land();
                receipts.settle(delivery);
            }
        } else {
            land();
            refusedByClient(delivery, ack.reason());
        }
        pump();
    }

    private void refusedByClient(Delivery delivery, ReasonCode reason) {
        boolean unknownAlias = reason.equals(ReasonCode.TOPIC_ALIAS_INVALID);
        if (reason.isTemporary() || (unknownAlias && !delivery.secondTry)) {
            delivery.clientId = 0;
            delivery.sentBefore = false;
            delivery.secondTry |= unknownAlias;
            queue.putBack(delivery);
            if (reason.isTemporary()) {
                gate.waitForClient();
            }
        } else {
            giveUp(delivery, DropReason.MESSAGE_REFUSED);
        }
    }

    void onReceived(FromClient.PublishReceived received) {
        if (comesAgain(received.packetId())) {
            return;
        }
        ToClient.PublishRelease release = new ToClient.PublishRelease(received.packetId());
        session.send(release);
        Delivery delivery = inFlight;
        if (delivery != null
                && phase == Phase.PUBLISHING
                && delivery.qos() == Qos.EXACTLY_ONCE
                && received.packetId() == delivery.clientId) {
            phase = Phase.RELEASING;
            retransmitter.await(release);
            receipts.settle(delivery);
        }
    }

    /**
     * True for a message that was sent on an earlier connection and will be sent again. A PUBREL for it now would let the client
     * forget it, and take the repetition for another.
     */
    private boolean comesAgain(int clientId) {
        return clientId != 0
                && ((phase == Phase.REGISTERING && inFlight != null && inFlight.clientId == clientId)
                        || queue.holds(clientId));
    }

    void onComplete(FromClient.PublishComplete complete) {
        if (phase == Phase.RELEASING && inFlight != null && complete.packetId() == inFlight.clientId) {
            land();
            pump();
        }
    }

    /**
     * Nretry repetitions brought nothing (I-25, I-50). A client that has never answered a REGISTER cannot, and must not block its
     * queue (I-40, D-11).
     */
    private void onUnanswered() {
        Delivery delivery = inFlight;
        if (phase == Phase.REGISTERING && delivery != null) {
            if (routes.known(delivery.message.topic()) != null) {
                land();
                begin(delivery); // The client has registered the topic by itself meanwhile (I-38).
                pump();
                return;
            }
            if (!answersRegister) {
                land();
                routes.silentlyRefused(delivery.message.topic());
                giveUp(delivery, DropReason.TOPIC_REFUSED);
                pump();
                return;
            }
        }
        if (cycle != null) {
            CycleEnd ended = cycle;
            cycle = null;
            ended.cycleUnanswered();
        } else {
            gate.hold();
        }
    }

    // ---- when the client listens ----

    /** The client listens from now on, for as long as it is active. */
    void resume() {
        gate.open();
        resumeInFlight();
        pump();
    }

    /** The client listens until its queue is empty or so many messages have been begun. */
    void runCycle(int mostMessages, CycleEnd end) {
        cycle = end;
        gate.openFor(mostMessages);
        resumeInFlight();
        pump();
    }

    /** The cycle takes too long: what is in flight is finished, nothing new begun. */
    void beginNoMore() {
        gate.exhaust();
        pump();
    }

    /** The client stopped listening. */
    void pause() {
        cycle = null;
        gate.close();
        retransmitter.pause();
    }

    private void resumeInFlight() {
        if (phase != Phase.IDLE) {
            retransmitter.sendAgain();
        }
    }

    /** The client gave a sign of life: what was held is tried again (I-50). */
    void clientHeard() {
        if (gate.release()) {
            retransmitter.sendAgain();
            pump();
        }
    }

    /** The client asks again while a cycle is going on: what is in flight was lost. */
    void sendAgain() {
        retransmitter.sendAgain();
    }

    /** What the client knew of aliases it may have forgotten: a message in flight starts over with REGISTER (I-39). */
    void newConnection() {
        Delivery delivery = inFlight;
        if (delivery != null && phase != Phase.RELEASING) {
            land();
            delivery.secondTry = false;
            queue.putBack(delivery);
        }
    }

    void forget() {
        land();
        answersRegister = false;
        cycle = null;
        queue.drain(delivery -> {});
        receipts.forget();
        gate.clear();
        retransmitter.clear();
    }
}
