package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Uplink;
import dev.dormouse.uplink.Uplinks;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Uplinks that take the MQTT server's messages over into a durable queue for each client and acknowledge them when they are on the
 * disk ({@code on-store}). Towards sessions they are like a server that keeps messages, so that sessions need not know. Thread-safe.
 */
public final class StoredUplinks implements Uplinks {
    private final Uplinks lower;
    private final MessageStore store;
    private final StoredLimits limits;
    private final InstantSource clock;
    private final Function<String, Duration> timeToLive;
    private final @Nullable Resumer resumer;
    private final Map<ClientId, StoredClient> clients = new ConcurrentHashMap<>();
    private final Map<Loss, LongAdder> lost = new EnumMap<>(Loss.class);
    private final AtomicLong waiting = new AtomicLong();

    /** Why a message for a client that is away was thrown away. */
    public enum Loss {
        /** The client's queue was full. */
        QUEUE_FULL,
        /** The queues of all clients that are away were full together. */
        GATEWAY_FULL,
        /** It has waited longer than its sender or a rule allows. */
        EXPIRED
    }

    /** Takes up the uplink below of a client that was here before a restart, with the subscriptions and open QoS 2 messages it had. */
    public interface Resumer {
        Uplink resume(
                ClientId client,
                EventLoop loop,
                Consumer<FromBroker> listener,
                Map<String, Qos> subscriptions,
                Set<Integer> exchanges,
                Set<Integer> held);
    }

    /**
     * Uplinks above others.
     *
     * @param lower what they are made of; closed with this
     * @param limits for clients that are away
     * @param clock wall-clock time, for messages that expire
     * @param timeToLive how long a message of a topic may wait; zero: forever
     * @param resumer null: the server below keeps messages for clients that are away; otherwise it does not, and their uplinks are
     *     held, also over a restart
     */
    public StoredUplinks(
            Uplinks lower,
            MessageStore store,
            StoredLimits limits,
            InstantSource clock,
            Function<String, Duration> timeToLive,
            @Nullable Resumer resumer) {
        this.lower = lower;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.timeToLive = timeToLive;
        this.resumer = resumer;
        for (Loss loss : Loss.values()) {
            lost.put(loss, new LongAdder());
        }
    }

    /**
     * Takes up what was kept of a client, before anything is opened.
     *
     * @param messages in the order of arrival
     * @param held packet identifiers of QoS 2 messages that the server has not released
     * @param subscriptions what was granted
     * @param published packet identifiers of QoS 2 messages that the client has published and not heard PUBCOMP of
     * @param left how long the client may stay away from now on
     */
    public void restore(
            ClientId client,
            EventLoop loop,
            List<StoredMessage> messages,
            Set<Integer> held,
            Map<String, Qos> subscriptions,
            Map<Integer, PublicationStage> published,
            Duration left) {
        loop.execute(() -> {
            StoredClient restored = client(client, loop);
            restored.restore(messages, held, left);
            if (resumer != null) {
                restored.resume(subscriptions, published, left, resumer);
            }
        });
    }

    private StoredClient client(ClientId client, EventLoop loop) {
        return clients.computeIfAbsent(client, id -> new StoredClient(id, loop, this));
    }

    @Override
    public Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session) {
        return new StoredUplink(client(client, loop), session);
    }

    @Override
    public void forget(ClientId client) {
        StoredClient known = clients.get(client);
        if (known != null) {
            known.forgetIfAway();
        }
    }

    @Override
    public Uplink sessionless() {
        return lower.sessionless();
    }

    @Override
    public void watchServer(Consumer<Boolean> listener) {
        lower.watchServer(listener);
    }

    @Override
    public void start() {
        lower.start();
    }

    /** Those from below. */
    @Override
    public long dropped() {
        return lower.dropped();
    }

    /** How many messages for clients that are away were thrown away since the start. Any thread. */
    public long lost(Loss loss) {
        return Objects.requireNonNull(lost.get(loss)).sum();
    }

    @Override
    public void close() {
        lower.close();
    }

    /** Of how many clients something is known. */
    int clients() {
        return clients.size();
    }

    // ---- for the clients ----

    Uplinks lower() {
        return lower;
    }

    MessageStore store() {
        return store;
    }

    boolean keepsAbsent() {
        return resumer != null;
    }

    Inbox inbox(ClientId client) {
        return new Inbox(client, store, limits, clock, waiting, loss -> Objects.requireNonNull(lost.get(loss))
                .increment());
    }

    /** How long a message lives; null: forever. */
    @Nullable
    Duration life(FromBroker.Publish publish) {
        Duration ours = timeToLive.apply(publish.topic());
        Duration theirs = publish.expiry();
        if (ours.isZero() || (theirs != null && theirs.compareTo(ours) < 0)) {
            return theirs;
        }
        return ours;
    }

    void remove(ClientId id, StoredClient client) {
        clients.remove(id, client);
    }
}
