package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.uplink.Qos;

/** The second half of a QoS 2 message's way to the client: PUBREC, PUBREL, PUBCOMP (1.2 §6.10), each step durable before it is told. */
final class Releasing {
    private final ClientSession session;
    private final DeliveryQueue queue;
    private final Flight flight;
    private final DeliveryGate gate;
    private final OpenDeliveries open;
    private final UpstreamReceipts receipts;

    Releasing(
            ClientSession session,
            DeliveryQueue queue,
            Flight flight,
            DeliveryGate gate,
            OpenDeliveries open,
            UpstreamReceipts receipts) {
        this.session = session;
        this.queue = queue;
        this.flight = flight;
        this.gate = gate;
        this.open = open;
        this.receipts = receipts;
    }

    /** PUBREC; true when it answers the message in flight. One that nobody knows is answered all the same. */
    boolean received(int packetId) {
        if (flight.isReceived(packetId) || comesAgain(packetId)) {
            return false;
        }
        Delivery delivery = flight.awaitingAnswer(packetId);
        if (delivery == null || delivery.qos() != Qos.EXACTLY_ONCE) {
            session.send(new ToClient.PublishRelease(packetId));
            return false;
        }
        flight.received();
        open.received(delivery, () -> release(delivery));
        return true;
    }

    /**
     * True for a message that was sent on an earlier connection and will be sent again. A PUBREL for it now would let the client
     * forget it, and take the repetition for another.
     */
    private boolean comesAgain(int clientId) {
        Delivery registering = flight.registering();
        return clientId != 0 && ((registering != null && registering.clientId == clientId) || queue.holds(clientId));
    }

    private void release(Delivery delivery) {
        if (flight.isReceived(delivery.clientId)) {
            ToClient.PublishRelease release = new ToClient.PublishRelease(delivery.clientId);
            flight.released(release);
            if (gate.isListening()) {
                session.send(release);
            } else {
                flight.pause();
            }
        }
        receipts.settle(delivery);
    }

    /** PUBCOMP; true when it ends what is in flight. */
    boolean completed(int packetId) {
        Delivery delivery = flight.delivery();
        if (delivery == null || !flight.awaitsComplete(packetId)) {
            return false;
        }
        flight.land();
        open.clientDone(delivery);
        return true;
    }

    /** Goes on with a message where the gateway was before it ended. */
    void restore(SessionChange.DeliveryOpened kept) {
        Delivery delivery = open.restore(kept);
        if (kept.progress() == SessionChange.Progress.SENT) {
            queue.restore(delivery);
        } else {
            receipts.restore(delivery);
            if (kept.progress() == SessionChange.Progress.RECEIVED && flight.isIdle()) {
                flight.restoreReleasing(delivery);
            }
        }
    }
}
