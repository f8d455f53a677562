package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.uplink.FromBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What waits for the client, in the order of arrival, within limits (I-29) and by the rules for its topic. */
final class DeliveryQueue {
    private final ClientSession session;
    private final RegisterSilence silence;
    private final BiConsumer<Delivery, DropReason> onDropped;
    private final WakeQuota quota = new WakeQuota();
    private @Nullable Deque<Delivery> waiting;
    private @Nullable Deadline expiry;
    private int octets;
    private int expiring;

    /**
     * An empty queue.
     *
     * @param silence knows the topics that let others go first
     * @param onDropped hears of each message that is thrown away, when it is not in the queue any more
     */
    DeliveryQueue(ClientSession session, RegisterSilence silence, BiConsumer<Delivery, DropReason> onDropped) {
        this.session = session;
        this.silence = silence;
        this.onDropped = onDropped;
    }

    boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
    }

    // ---- in ----

    /** Puts a message at the end. What does not fit any more is thrown out: the oldest of QoS 0 first, then the oldest. */
    void add(Delivery delivery) {
        if (delivery.rule != null && delivery.rule.lastOnly()) {
            dropAll(earlier -> isReplaced(earlier, delivery), DropReason.REPLACED);
        }
        Deque<Delivery> queue = waiting();
        queue.add(delivery);
        count(delivery, 1);
        makeRoom(queue);
        if (delivery.expires) {
            dropInTime();
        }
    }

    private static boolean isReplaced(Delivery earlier, Delivery by) {
        return !earlier.sentBefore && earlier.message.topic().equals(by.message.topic());
    }

    private void makeRoom(Deque<Delivery> queue) {
        SessionSettings settings = session.settings();
        while (queue.size() > settings.queueMessages() || (octets > settings.queueOctets() && queue.size() > 1)) {
            drop(victim(queue), DropReason.QUEUE_FULL);
        }
        while (!queue.isEmpty() && session.events().isGatewayFull()) {
            drop(victim(queue), DropReason.GATEWAY_FULL);
        }
    }

    private static Delivery victim(Deque<Delivery> queue) {
        for (Delivery delivery : queue) {
            if (!delivery.qos().isAcknowledged()) {
                return delivery;
            }
        }
        return queue.element();
    }

    /** Puts a message back to the front, whatever the limits say: it was there before, behind those that let it go first. */
    void putBack(Delivery delivery) {
        Deque<Delivery> queue = waiting();
        Deque<Delivery> earlier = new ArrayDeque<>(1);
        for (Delivery first = queue.peek(); first != null && letsGoFirst(first, delivery); first = queue.peek()) {
            earlier.push(queue.remove());
        }
        queue.addFirst(delivery);
        earlier.forEach(queue::addFirst);
        count(delivery, 1);
        quota.giveBack(delivery.rule);
    }

    private boolean letsGoFirst(Delivery waits, Delivery other) {
        String topic = waits.message.topic();
        return silence.holdsBack(topic) && !topic.equals(other.message.topic());
    }

    /** Puts a message to the end that was here before a restart, whatever the limits say. */
    void restore(Delivery delivery) {
        waiting().add(delivery);
        count(delivery, 1);
    }

    private Deque<Delivery> waiting() {
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
        }
        return waiting;
    }

    // ---- out ----

    /** The client has woken: the rules count from here. */
    void beginWake() {
        quota.begin();
    }

    /** The client is active: no rule counts. */
    void endWake() {
        quota.end();
    }

    /** The next message that may be begun, or null. */
    @Nullable
    Delivery next() {
        if (waiting == null) {
            return null;
        }
        dropExpired();
        for (Delivery delivery : waiting) {
            if (quota.allows(delivery.rule) && !silence.holdsBack(delivery.message.topic())) {
                return delivery;
            }
        }
        for (String topic : silence.toTryAgain()) {
            for (Delivery delivery : waiting) {
                if (quota.allows(delivery.rule) && delivery.message.topic().equals(topic)) {
                    return delivery;
                }
            }
        }
        return null;
    }

    /** Takes out what {@link #next} gave. */
    void take(Delivery delivery) {
        if (waiting != null && waiting.removeFirstOccurrence(delivery)) {
            count(delivery, -1);
            quota.take(delivery.rule);
        }
    }

    /** A message that the client may have heard of already and that the server repeats with this one; or null. */
    @Nullable
    Delivery begunBefore(FromBroker.Publish publish) {
        if (waiting != null) {
            for (Delivery delivery : waiting) {
                if (delivery.sentBefore && delivery.isRepeatedBy(publish)) {
                    return delivery;
                }
            }
        }
        return null;
    }

    // ---- what is thrown away ----

    private void dropExpired() {
        if (expiring > 0) {
            long now = session.loop().nanoTime();
            dropAll(delivery -> delivery.isExpired(now), DropReason.EXPIRED);
        }
    }

    /** A full queue of expired messages would keep the server from sending newer ones; so they go when it is time. */
    private void dropInTime() {
        long now = session.loop().nanoTime();
        long least = Long.MAX_VALUE;
        if (waiting != null) {
            for (Delivery delivery : waiting) {
                if (delivery.expires && !delivery.sentBefore) {
                    least = Math.min(least, Math.max(0, delivery.expiryNanos - now));
                }
            }
        }
        if (least != Long.MAX_VALUE) {
            if (expiry == null) {
                expiry = session.deadline(this::onExpiry);
            }
            expiry.setIn(Duration.ofNanos(least));
        }
    }

    private void onExpiry() {
        dropExpired();
        dropInTime();
    }

    private void dropAll(Predicate<Delivery> which, DropReason reason) {
        if (waiting == null) {
            return;
        }
        for (Delivery delivery : waiting.toArray(new Delivery[0])) {
            if (which.test(delivery)) {
                drop(delivery, reason);
            }
        }
    }

    private void drop(Delivery delivery, DropReason reason) {
        if (waiting != null && waiting.remove(delivery)) {
            count(delivery, -1);
            onDropped.accept(delivery, reason);
        }
    }

    private void count(Delivery delivery, int sign) {
        octets += sign * delivery.octets();
        expiring += delivery.expires ? sign : 0;
        session.events().queued(sign * delivery.weight());
    }

    /** Forgets the messages that the server will send again and of which the client has heard nothing. */
    void removeWhatComesAgain() {
        if (waiting != null) {
            for (Iterator<Delivery> it = waiting.iterator(); it.hasNext(); ) {
                Delivery delivery = it.next();
                if (delivery.awaitsRedelivery && !delivery.sentBefore) {
                    it.remove();
                    count(delivery, -1);
                }
            }
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

    /** Forgets all messages. */
    void clear() {
        forEach(delivery -> count(delivery, -1));
        waiting = null;
        if (expiry != null) {
            expiry.clear();
            expiry = null;
        }
    }
}
