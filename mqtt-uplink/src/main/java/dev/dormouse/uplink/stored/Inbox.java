package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.stored.StoredUplinks.Loss;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, in the order of arrival: handed to the session while there is one, under packet identifiers of our own,
 * and taken away when the session acknowledges it.
 */
final class Inbox {
    /** Fewer than there are packet identifiers. */
    private static final int MOST_HANDED = 60_000;

    private static final int GONE = -1;

    private final ClientId client;
    private final MessageStore store;
    private final StoredLimits limits;
    private final InstantSource clock;
    private final AtomicLong absent;
    private final Consumer<Loss> onLost;
    private final Deque<Entry> waiting = new ArrayDeque<>(2);
    private final ById<Entry> handed = new ById<>();
    private @Nullable Consumer<FromBroker> session;
    private long lastNumber;
    private int lastId;
    private int octets;
    private boolean handing;

    /**
     * An empty inbox.
     *
     * @param absent what waits for all clients that are away: this one adds its own
     * @param onLost hears of each message that was thrown away here
     */
    Inbox(
            ClientId client,
            MessageStore store,
            StoredLimits limits,
            InstantSource clock,
            AtomicLong absent,
            Consumer<Loss> onLost) {
        this.client = client;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.absent = absent;
        this.onLost = onLost;
    }

    /** One message, and what was done about it. */
    private static final class Entry {
        final StoredMessage message;
        boolean written;
        boolean repeated;

        /** The session knows it by this; 0: it does not know it; −1: it is done with. */
        int id;

        Entry(StoredMessage message) {
            this.message = message;
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What was kept when the program ended, in order. */
    void restore(List<StoredMessage> kept) {
        for (StoredMessage message : kept) {
            Entry entry = new Entry(message);
            entry.written = true;
            entry.repeated = true;
            enter(entry);
            lastNumber = Math.max(lastNumber, message.number());
        }
    }

    // ---- the session ----

    /** A session hears what waits, and what comes. */
    void attach(Consumer<FromBroker> listener) {
        if (session == null) {
            absent.addAndGet(-cost());
        }
        session = listener;
        handWaiting();
    }

    /** The session is gone; what it has not acknowledged the next one hears again. */
    void detach() {
        if (session != null) {
            absent.addAndGet(cost());
        }
        session = null;
        for (Entry entry : handed.all().values()) {
            entry.id = 0;
            entry.repeated = true;
        }
        handed.clear();
        makeRoom();
    }

    /** The session has delivered a message, or never will; false when it is none of ours. */
    boolean acknowledged(int id) {
        Entry entry = handed.remove(id);
        if (entry == null) {
            return false;
        }
        remove(entry);
        handWaiting();
        return true;
    }

    /**
     * Hands everything that the session has not heard. It may acknowledge while it is being told, and so come here again: then the
     * loop that is on its way goes on, or a long queue would be as many calls deep.
     */
    private void handWaiting() {
        if (handing) {
            return;
        }
        handing = true;
        try {
            while (mayHand() && handed.size() < waiting.size()) {
                handAll(new ArrayList<>(waiting));
            }
        } finally {
            handing = false;
        }
    }

    private void handAll(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.id == 0 && mayHand()) {
                hand(entry);
            }
        }
    }

    private boolean mayHand() {
        return session != null && handed.size() < MOST_HANDED;
    }

    private void hand(Entry entry) {
        Consumer<FromBroker> listener = session;
        StoredMessage message = entry.message;
        Instant now = clock.instant();
        if (message.isExpired(now)) {
            remove(entry);
            onLost.accept(Loss.EXPIRED);
        } else if (listener != null) {
            entry.id = nextId();
            handed.put(entry.id, entry);
            Duration left = message.expiresAt() == null ? null : Duration.between(now, message.expiresAt());
            listener.accept(new FromBroker.Publish(
                    entry.id,
                    message.topic(),
                    message.payload(),
                    message.qos(),
                    message.retain(),
                    entry.repeated && message.qos().isAcknowledged(),
                    left));
        }
    }

    private int nextId() {
        do {
            lastId = lastId % 0xFFFF + 1;
        } while (handed.contains(lastId));
        return lastId;
    }

    // ---- messages ----

    /** Takes a message over; the session hears it at once. One of QoS 0 is written only when it has to wait. */
    void add(FromBroker.Publish publish, @Nullable Duration life, Runnable whenDurable) {
        lastNumber++;
        Instant expiresAt = life == null
                ? null
                : Instant.ofEpochMilli(clock.instant().plus(life).toEpochMilli());
        Entry entry = new Entry(new StoredMessage(
                lastNumber,
                publish.packetId(),
                publish.topic(),
                publish.payload(),
                publish.qos(),
                publish.retain(),
                expiresAt));
        enter(entry);
        if (publish.qos() != Qos.AT_MOST_ONCE) {
            write(entry, whenDurable);
        }
        if (mayHand() && handed.size() == waiting.size() - 1) {
            hand(entry);
        }
        if (!entry.written && entry.id != GONE) {
            write(entry, whenDurable);
        }
        makeRoom();
    }

    private void write(Entry entry, Runnable whenDurable) {
        entry.written = true;
        store.put(client, entry.message, whenDurable);
    }

    /** While there is a session its own limits count, for it knows what is on its way. */
    private void makeRoom() {
        while (session == null
                && (waiting.size() > limits.messages() || (octets > limits.octets() && waiting.size() > 1))) {
            lose(Loss.QUEUE_FULL);
        }
        while (session == null && !waiting.isEmpty() && absent.get() > limits.totalOctets()) {
            lose(Loss.GATEWAY_FULL);
        }
    }

    private void lose(Loss why) {
        remove(waiting.stream()
                .filter(entry -> !entry.message.qos().isAcknowledged())
                .findFirst()
                .orElseGet(waiting::element));
        onLost.accept(why);
    }

    private long cost() {
        return octets + (long) waiting.size() * StoredMessage.OVERHEAD;
    }

    private void enter(Entry entry) {
        waiting.add(entry);
        octets += entry.message.octets();
        if (session == null) {
            absent.addAndGet(entry.message.octets() + StoredMessage.OVERHEAD);
        }
    }

    private void remove(Entry entry) {
        if (waiting.removeFirstOccurrence(entry)) {
            entry.id = GONE;
            octets -= entry.message.octets();
            if (session == null) {
                absent.addAndGet(-entry.message.octets() - StoredMessage.OVERHEAD);
            }
            if (entry.written) {
                store.take(client, entry.message.number());
            }
        }
    }

    /** Throws everything away: the client wants to know nothing of it any more. */
    void clear() {
        handed.clear();
        new ArrayList<>(waiting).forEach(this::remove);
    }
}
