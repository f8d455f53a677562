package dev.dormouse.gateway.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What waits for the client, in the order of arrival and within limits (I-29). */
final class DeliveryQueue {
    private final int mostMessages;
    private final int mostOctets;
    private final Consumer<Delivery> onOverflow;
    private @Nullable Deque<Delivery> waiting;
    private int octets;

    DeliveryQueue(int mostMessages, int mostOctets, Consumer<Delivery> onOverflow) {
        this.mostMessages = mostMessages;
        this.mostOctets = mostOctets;
        this.onOverflow = onOverflow;
    }

    boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
    }

    int size() {
        return waiting == null ? 0 : waiting.size();
    }

    /** Puts a message at the end. What does not fit any more is thrown out: the oldest of QoS 0 first, then the oldest. */
    void add(Delivery delivery) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.add(delivery);
        octets += delivery.octets();
        while (waiting.size() > mostMessages || (octets > mostOctets && waiting.size() > 1)) {
            Delivery victim = oldestUnacknowledged(waiting);
            waiting.remove(victim);
            octets -= victim.octets();
            onOverflow.accept(victim);
        }
    }

    private static Delivery oldestUnacknowledged(Deque<Delivery> waiting) {
        for (Delivery delivery : waiting) {
            if (!delivery.qos().isAcknowledged()) {
                return delivery;
            }
        }
        return waiting.element();
    }

    /** Puts a message back to the front, whatever the limits say: it was there before. */
    void putBack(Delivery delivery) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        waiting.addFirst(delivery);
        octets += delivery.octets();
    }

    @Nullable
    Delivery poll() {
        Delivery next = waiting == null ? null : waiting.poll();
        if (next != null) {
            octets -= next.octets();
        }
        return next;
    }

    /** The next message, or null. */
    @Nullable
    Delivery peek() {
        return waiting == null ? null : waiting.peek();
    }

    /** Forgets the messages that the server will send again and of which the client has heard nothing. */
    void removeWhatComesAgain() {
        if (waiting != null) {
            waiting.removeIf(delivery -> delivery.awaitsRedelivery && !delivery.sentBefore);
            octets = waiting.stream().mapToInt(Delivery::octets).sum();
        }
    }

    /** True when a message waits here that the client knows by this packet identifier. */
    boolean holds(int clientId) {
        if (waiting != null) {
            for (Delivery delivery : waiting) {
                if (delivery.clientId == clientId) {
                    return true;
                }
            }
        }
        return false;
    }

    void forEach(Consumer<Delivery> action) {
        if (waiting != null) {
            waiting.forEach(action);
        }
    }

    /** Removes all messages, telling each. */
    void drain(Consumer<Delivery> action) {
        if (waiting != null) {
            for (Iterator<Delivery> it = waiting.iterator(); it.hasNext(); ) {
                Delivery delivery = it.next();
                it.remove();
                action.accept(delivery);
            }
        }
        waiting = null;
        octets = 0;
    }
}
