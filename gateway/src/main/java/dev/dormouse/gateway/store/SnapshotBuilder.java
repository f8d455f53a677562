package dev.dormouse.gateway.store;

import dev.dormouse.gateway.store.SessionChange.Alias;
import dev.dormouse.gateway.store.SessionChange.DeliveryOpened;
import dev.dormouse.gateway.store.SessionChange.ExchangeOpened;
import dev.dormouse.gateway.store.SessionChange.Standing;
import dev.dormouse.gateway.store.SessionChange.Subscribed;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Will;
import dev.dormouse.uplink.stored.PublicationStage;
import dev.dormouse.uplink.stored.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts a session together from its changes. */
final class SnapshotBuilder {
    private final ClientId client;
    private final Map<Integer, Alias> aliases = new TreeMap<>();
    private final Map<String, Subscribed> subscriptions = new TreeMap<>();
    private final Map<Integer, ExchangeOpened> exchanges = new TreeMap<>();
    private final Map<Integer, DeliveryOpened> deliveries = new TreeMap<>();
    private final Map<Long, StoredMessage> messages = new TreeMap<>();
    private final Set<Integer> held = new TreeSet<>();
    private final Map<Integer, PublicationStage> received = new TreeMap<>();
    private @Nullable Standing standing;
    private @Nullable Will will;

    SnapshotBuilder(ClientId client) {
        this.client = client;
    }

    ClientId client() {
        return client;
    }

    void apply(SessionChange change) {
        if (change instanceof Standing now) {
            standing = now;
        } else if (change instanceof Alias alias) {
            aliases.put(alias.number(), alias);
        } else if (change instanceof Subscribed subscribed) {
            subscriptions.put(subscribed.filter(), subscribed);
        } else if (change instanceof SessionChange.Unsubscribed unsubscribed) {
            subscriptions.remove(unsubscribed.filter());
        } else if (change instanceof SessionChange.Will now) {
            will = now.will();
        } else if (change instanceof ExchangeOpened exchange) {
            exchanges.put(exchange.packetId(), exchange);
        } else if (change instanceof SessionChange.ExchangeClosed closed) {
            exchanges.remove(closed.packetId());
        } else if (change instanceof DeliveryOpened delivery) {
            deliveries.put(delivery.packetId(), delivery);
        } else if (change instanceof SessionChange.DeliveryClosed closed) {
            deliveries.remove(closed.packetId());
        } else {
            applyToMessages(change);
        }
    }

    private void applyToMessages(SessionChange change) {
        if (change instanceof SessionChange.MessageKept kept) {
            messages.put(kept.message().number(), kept.message());
        } else if (change instanceof SessionChange.MessageTaken taken) {
            messages.remove(taken.number());
        } else if (change instanceof SessionChange.ReceiptHeld receipt) {
            held.add(receipt.packetId());
        } else if (change instanceof SessionChange.ReceiptReleased receipt) {
            held.remove(receipt.packetId());
        } else if (change instanceof SessionChange.PublicationReceived publication) {
            received.put(
                    publication.packetId(),
                    publication.completed() ? PublicationStage.COMPLETED : PublicationStage.RECEIVED);
        } else if (change instanceof SessionChange.PublicationClosed publication) {
            received.remove(publication.packetId());
        }
    }

    /** The session, or null when nothing says how it stands. */
    @Nullable
    SessionSnapshot build() {
        return standing == null
                ? null
                : new SessionSnapshot(
                        client,
                        standing,
                        List.copyOf(aliases.values()),
                        List.copyOf(subscriptions.values()),
                        will,
                        List.copyOf(exchanges.values()),
                        List.copyOf(deliveries.values()),
                        List.copyOf(messages.values()),
                        held,
                        received);
    }
}
