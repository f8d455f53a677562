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
import org.jspecify.annotations.Nullable;

/**
 * All that was kept of one session.
 *
 * @param aliases by number
 * @param subscriptions by filter
 * @param exchanges open QoS 2 messages of the client, by its packet identifier
 * @param deliveries open QoS 2 messages for the client, by our packet identifier
 * @param messages taken over from the MQTT server for the client, in the order of arrival
 * @param held packet identifiers of QoS 2 messages that the MQTT server has not released
 * @param received QoS 2 messages of the client that the MQTT server has, by our packet identifier towards it
 */
public record SessionSnapshot(
        ClientId client,
        Standing standing,
        List<Alias> aliases,
        List<Subscribed> subscriptions,
        @Nullable Will will,
        List<ExchangeOpened> exchanges,
        List<DeliveryOpened> deliveries,
        List<StoredMessage> messages,
        Set<Integer> held,
        Map<Integer, PublicationStage> received) {
    /** Without messages. */
    public SessionSnapshot(
            ClientId client,
            Standing standing,
            List<Alias> aliases,
            List<Subscribed> subscriptions,
            @Nullable Will will,
            List<ExchangeOpened> exchanges,
            List<DeliveryOpened> deliveries) {
        this(client, standing, aliases, subscriptions, will, exchanges, deliveries, List.of(), Set.of(), Map.of());
    }

    public SessionSnapshot {
        aliases = List.copyOf(aliases);
        subscriptions = List.copyOf(subscriptions);
        exchanges = List.copyOf(exchanges);
        deliveries = List.copyOf(deliveries);
        messages = List.copyOf(messages);
        held = Set.copyOf(held);
        received = Map.copyOf(received);
    }

    /** How far each QoS 2 message of the client has come. One that only the client is done with is still to be released. */
    public Map<Integer, PublicationStage> published() {
        Map<Integer, PublicationStage> result = new TreeMap<>(received);
        result.values().removeIf(stage -> stage == PublicationStage.COMPLETED);
        for (ExchangeOpened exchange : exchanges) {
            int id = exchange.upstreamId();
            result.put(id, received.getOrDefault(id, PublicationStage.PUBLISHED));
        }
        return result;
    }
}
