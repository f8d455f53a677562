package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.FromClient;
import dev.dormouse.gateway.session.DeliveryRoutes.Route;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.topic.TopicAlias;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes for the client (1.2 §6.10): in the order of arrival, one message of QoS 1 or 2 or one REGISTER in flight (I-46), held
 * back while the client does not listen.
 */
final class OutboundDelivery {
    private final ClientSession session;
    private final RegisterSilence silence = new RegisterSilence();
    private final DeliveryQueue queue;
    private final DeliveryRoutes routes;
    private final OpenDeliveries open;
    private final UpstreamReceipts receipts;
    private final DeliveryGate gate;
    private final ShortWay shortWay;
    private final Flight flight;
    private final Releasing releasing;

    private @Nullable CycleEnd cycle;

    OutboundDelivery(ClientSession session) {
        this.session = session;
        this.queue = new DeliveryQueue(session, silence, this::onDropped);
        this.routes = new DeliveryRoutes(session);
        this.open = new OpenDeliveries(session);
        this.receipts = new UpstreamReceipts(session, open);
        this.gate = new DeliveryGate(session, this::pump);
        this.shortWay = new ShortWay(session, routes, gate, receipts);
        this.flight = new Flight(session, open, this::onUnanswered, this::onTooLong);
        this.releasing = new Releasing(session, queue, flight, gate, open, receipts);
    }

    // ---- from the MQTT server ----

    void offer(FromBroker.Publish publish) {
        if (publish.packetId() != 0
                && receipts.isRepetition(publish, receipts.mayBeRepeated() ? begunBefore(publish) : null)) {
            return;
        }
        boolean first = mayBegin() && queue.isEmpty();
        if (publish.qos() == Qos.AT_MOST_ONCE && first && !gate.isUnproven() && shortWay.takes(publish)) {
            return;
        }
        Delivery delivery = new Delivery(
                publish,
                session.settings().queueRules().of(publish.topic()),
                session.loop().nanoTime());
        if (delivery.rule == null && first) {
            gate.countBegun();
            begin(delivery);
        } else {
            queue.add(delivery);
        }
        pump();
    }

    /** The message that the client may have of this one already, or null. */
    private @Nullable Delivery begunBefore(FromBroker.Publish publish) {
        Delivery underWay = flight.delivery();
        return underWay != null && underWay.isRepeatedBy(publish) ? underWay : queue.begunBefore(publish);
    }

    void onUpstreamRelease(FromBroker.PublishRelease release) {
        receipts.onRelease(release);
    }

    private void onDropped(Delivery victim, DropReason reason) {
        session.dropped(reason);
        open.clientDone(victim);
        receipts.settle(victim);
    }

    /** What the server sent and was not told to be delivered, it will send again. */
    void uplinkInterrupted() {
        forEachOpen(Delivery::awaitRedelivery);
    }

    void uplinkResumed(boolean sessionPresent) {
        if (sessionPresent) {
            queue.removeWhatComesAgain();
            receipts.resumed();
        } else {
            forEachOpen(Delivery::forgetUpstream);
            receipts.forget();
            open.serverForgot();
        }
        pump();
    }

    private void forEachOpen(Consumer<Delivery> action) {
        queue.forEach(action);
        Delivery delivery = flight.delivery();
        if (delivery != null) {
            action.accept(delivery);
        }
    }

    // ---- towards the client ----

    private boolean mayBegin() {
        return flight.isIdle() && gate.isOpen() && !session.subscribing.clientWaits();
    }

    /** Sends what can be sent now. */
    void pump() {
        Delivery next = queue.next();
        while (next != null && mayBegin() && !isHeldUpstream(next)) {
            queue.take(next);
            gate.countBegun();
            begin(next);
            next = queue.next();
        }
        boolean done = (next == null || isHeldUpstream(next)) && !session.reopening.isAwaited();
        if (cycle != null && flight.isIdle() && (done || gate.isShutForNow())) {
            CycleEnd ended = cycle;
            cycle = null;
            ended.cycleDone();
        }
    }

    /** While the server is away nothing is begun that it will send again: it could not be acknowledged. */
    private boolean isHeldUpstream(Delivery delivery) {
        return delivery.awaitsRedelivery && session.upstream.holdsBack();
    }

    private void begin(Delivery delivery) {
        Route route = routes.to(delivery.message.topic());
        if (route == null) {
            giveUp(delivery, routes.lastObstacle());
            return;
        }
        TopicAlias unannounced = route.unannounced() == null ? probe(delivery) : route.unannounced();
        if (unannounced == null && delivery.qos() == Qos.EXACTLY_ONCE && !delivery.durable) {
            // Under another identifier, after a restart, the client would take it for another message.
            flight.prepare(delivery);
            open.begin(delivery, () -> onPrepared(delivery));
            if (!delivery.durable) {
                return;
            }
        }
        boolean sent =
                unannounced == null ? flight.publish(delivery, route.topic()) : flight.register(delivery, unannounced);
        if (!sent) {
            giveUp(delivery, DropReason.TOO_LARGE);
        } else if (unannounced == null && !delivery.qos().isAcknowledged()) {
            receipts.settle(delivery);
        }
    }

    private void onPrepared(Delivery delivery) {
        if (!flight.isPreparing(delivery)) {
            return;
        }
        flight.land();
        if (gate.isListening()) {
            begin(delivery);
        } else {
            putBack(delivery);
        }
        pump();
    }

    /** A message that has an identifier keeps it: whoever forgets the message has to close the exchange. */
    private void putBack(Delivery delivery) {
        delivery.sentBefore |= delivery.progress != null;
        queue.putBack(delivery);
    }

    /** A message of QoS 0 is no question; so a REGISTER before it asks whether the client is at its new address (I-10, D-14). */
    private @Nullable TopicAlias probe(Delivery delivery) {
        return gate.isUnproven() && silence.isBroken() && !delivery.qos().isAcknowledged()
                ? session.aliases.of(delivery.message.topic())
                : null;
    }

    /** To settle it can bring the next message at once, which begins its own flight: so this one ends before. */
    private void giveUp(Delivery delivery, DropReason reason) {
        flight.land();
        onDropped(delivery, reason);
    }

    // ---- from the client ----

    void onRegisterAck(FromClient.RegisterAck ack) {
        Delivery delivery = flight.awaitingRegister(ack.packetId());
        if (delivery == null) {
            return;
        }
        silence.broken();
        gate.proven();
        flight.land();
        if (!ack.reason().isRefusal()) {
            routes.announced(delivery.message.topic());
            begin(delivery);
        } else if (ack.reason().isTemporary()) {
            putBack(delivery);
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
        Delivery delivery = flight.awaitingAnswer(ack.packetId());
        if (delivery == null) {
            return;
        }
        gate.proven();
        if (!ack.reason().isRefusal()) {
            if (delivery.qos() == Qos.AT_LEAST_ONCE) {
                flight.land();
                receipts.settle(delivery);
            }
        } else {
            flight.land();
            refusedByClient(delivery, ack.reason());
        }
        pump();
    }

    private void refusedByClient(Delivery delivery, ReasonCode reason) {
        boolean unknownAlias = reason.equals(ReasonCode.TOPIC_ALIAS_INVALID);
        if (reason.isTemporary() || (unknownAlias && !delivery.secondTry)) {
            open.withdrawn(delivery);
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
        if (releasing.received(received.packetId())) {
            gate.proven();
        }
    }

    void onComplete(FromClient.PublishComplete complete) {
        if (releasing.completed(complete.packetId())) {
            gate.proven();
            pump();
        }
    }

    /** Nretry repetitions brought nothing (I-25, I-50). Who never answered a REGISTER must not block its queue (I-40, D-11). */
    private void onUnanswered() {
        Delivery registering = flight.registering();
        if (registering != null && routes.known(registering.message.topic()) != null && !gate.isUnproven()) {
            flight.land();
            begin(registering); // The client has registered the topic by itself meanwhile (I-38).
            pump();
        } else if (registering != null && !silence.isBroken()) {
            flight.land();
            if (silence.lasts(registering.message.topic())) {
                routes.silentlyRefused(registering.message.topic());
                giveUp(registering, DropReason.TOPIC_REFUSED);
            } else {
                putBack(registering);
            }
            pump();
        } else if (cycle != null) {
            CycleEnd ended = cycle;
            cycle = null;
            ended.cycleUnanswered();
        } else {
            gate.hold();
        }
    }

    /** The network carries less than when the message in flight was begun: others must not wait for it (I-49). */
    private void onTooLong() {
        Delivery delivery = flight.undelivered();
        if (delivery != null) {
            giveUp(delivery, DropReason.TOO_LARGE);
            pump();
        }
    }

    // ---- when the client listens ----

    void carriesLess() {
        flight.carriesLess();
    }

    /** The client listens from now on, for as long as it is active. */
    void resume() {
        silence.heard();
        gate.open();
        queue.endWake();
        flight.sendAgain();
        pump();
    }

    /** The client listens until its queue is empty or so many messages have been begun. */
    void runCycle(int mostMessages, CycleEnd end) {
        cycle = end;
        silence.heard();
        queue.beginWake();
        gate.openFor(mostMessages);
        flight.sendAgain();
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
        flight.pause();
    }

    /** The client gave a sign of life: what was held or waited is tried again (I-50). */
    void clientHeard() {
        boolean waited = silence.heard();
        if (gate.release()) {
            flight.sendAgain();
            pump();
        } else if (waited) {
            pump();
        }
    }

    /** The client asks again while a cycle is going on: what is in flight was lost. */
    void sendAgain() {
        if (gate.mayRepeatAtOnce()) {
            flight.sendAgain();
        }
    }

    /** Somebody says that the client is elsewhere now. Until it acknowledges something there, it gets one message (I-10). */
    void addressUnproven() {
        gate.unproven(flight.isIdle());
    }

    /** What the client knew of aliases it may have forgotten: a message in flight starts over with REGISTER (I-39). */
    void newConnection() {
        gate.proven();
        Delivery delivery = flight.undelivered();
        if (delivery != null) {
            flight.land();
            delivery.secondTry = false;
            putBack(delivery);
        }
    }

    // ---- what survives a restart ----

    void beginIdsElsewhere() {
        flight.beginIdsElsewhere();
    }

    void forEachExchange(Consumer<SessionChange> action) {
        open.forEach(action);
    }

    void restore(SessionChange.DeliveryOpened kept) {
        releasing.restore(kept);
    }

    void forget() {
        silence.forget();
        cycle = null;
        queue.clear();
        open.forget();
        receipts.forget();
        gate.clear();
        flight.clear();
    }
}
