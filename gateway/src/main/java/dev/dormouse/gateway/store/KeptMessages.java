package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.stored.MessageStore;
import dev.dormouse.uplink.stored.StoredMessage;

/** Messages beside the sessions they are for, in the same store and so in the same order. */
public final class KeptMessages implements MessageStore {
    private final SessionStore store;

    public KeptMessages(SessionStore store) {
        this.store = store;
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
