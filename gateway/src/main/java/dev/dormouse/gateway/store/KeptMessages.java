package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.stored.MessageStore;
import dev.dormouse.uplink.stored.StoredMessage;
import dev.dormouse.uplink.stored.StoredUplinks;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages beside the sessions they are for, in the same store and so in the same order. */
public final class KeptMessages implements MessageStore {
    private final SessionStore store;

    public KeptMessages(SessionStore store) {
        this.store = store;
    }

    /**
     * Takes up the queue of a session that was kept.
     *
     * @param loop the client's
     * @param expiry how long a client that is not known to be away may stay away
     */
    public static void restore(
            StoredUplinks queues, SessionSnapshot session, EventLoop loop, Instant now, Duration expiry) {
        Map<String, Qos> subscriptions = session.subscriptions().stream()
                .collect(Collectors.toMap(SessionChange.Subscribed::filter, SessionChange.Subscribed::qos));
        SessionChange.Standing standing = session.standing();
        queues.restore(
                session.client(),
                loop,
                session.messages(),
                session.held(),
                subscriptions,
                session.published(),
                standing.stage() == SessionChange.Stage.AWAY ? Duration.between(now, standing.until()) : expiry);
    }

    @Override
    public void put(ClientId client, StoredMessage message, Runnable whenDurable) {
        write(client, new SessionChange.MessageKept(message), whenDurable);
    }

    @Override
    public void take(ClientId client, long number) {
        write(client, new SessionChange.MessageTaken(number), () -> {});
    }

    @Override
    public void hold(ClientId client, int packetId) {
        write(client, new SessionChange.ReceiptHeld(packetId), () -> {});
    }

    @Override
    public void letGo(ClientId client, int packetId, Runnable whenDurable) {
        write(client, new SessionChange.ReceiptReleased(packetId), whenDurable);
    }

    @Override
    public void received(ClientId client, int packetId, Runnable whenDurable) {
        write(client, new SessionChange.PublicationReceived(packetId, false), whenDurable);
    }

    @Override
    public void completed(ClientId client, int packetId) {
        write(client, new SessionChange.PublicationReceived(packetId, true), () -> {});
    }

    @Override
    public void closed(ClientId client, int packetId) {
        write(client, new SessionChange.PublicationClosed(packetId), () -> {});
    }

    private void write(ClientId client, SessionChange change, Runnable whenDurable) {
        if (store.isDurable()) {
            store.append(client, change, whenDurable);
        } else {
            whenDurable.run(); // The operator has switched the store off: what is in memory counts as kept.
        }
    }
}
