package dev.dormouse.gateway.store;

import dev.dormouse.gateway.store.SessionChange.Alias;
import dev.dormouse.gateway.store.SessionChange.DeliveryOpened;
import dev.dormouse.gateway.store.SessionChange.ExchangeOpened;
import dev.dormouse.gateway.store.SessionChange.Standing;
import dev.dormouse.gateway.store.SessionChange.Subscribed;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Will;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was kept of one session.
 *
 * @param aliases by number
 * @param subscriptions by filter
 * @param exchanges open QoS 2 messages of the client, by its packet identifier
 * @param deliveries open QoS 2 messages for the client, by our packet identifier
 */
public record SessionSnapshot(
        ClientId client,
        Standing standing,
        List<Alias> aliases,
        List<Subscribed> subscriptions,
        @Nullable Will will,
        List<ExchangeOpened> exchanges,
        List<DeliveryOpened> deliveries) {
    public SessionSnapshot {
        aliases = List.copyOf(aliases);
        subscriptions = List.copyOf(subscriptions);
        exchanges = List.copyOf(exchanges);
        deliveries = List.copyOf(deliveries);
    }
}
