package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an MQTT server would keep of one client, kept here instead (MQTT 5 §4.1): what it subscribed to and what is not done with. */
final class LocalSession {
    private final ClientId client;
    private SharedUplink uplink;
    /** Unmodifiable while there is one at the most: much smaller than a HashSet. */
    private Set<MergedFilter> filters = Set.of();

    private @Nullable Map<Integer, UpstreamExchange> exchanges;

    /** Messages of the server that the client has not acknowledged. */
    int unacknowledged;

    LocalSession(ClientId client, SharedUplink uplink) {
        this.client = client;
        this.uplink = uplink;
    }

    ClientId client() {
        return client;
    }

    SharedUplink uplink() {
        return uplink;
    }

    /** The client goes on with another uplink. */
    void moveTo(SharedUplink next) {
        uplink = next;
    }

    /** Not to be used inside of what the client says: see {@link #tellLater}. */
    void tell(FromBroker message) {
        uplink.tell(message);
    }

    void tellLater(FromBroker message) {
        uplink.tellLater(message);
    }

    void subscribed(MergedFilter filter) {
        if (filters.isEmpty()) {
            filters = Set.of(filter);
        } else {
            if (filters.size() == 1) {
                filters = new HashSet<>(filters);
            }
            filters.add(filter);
        }
    }

    void unsubscribed(MergedFilter filter) {
        if (filters.size() > 1) {
            filters.remove(filter);
        } else if (filters.contains(filter)) {
            filters = Set.of();
        }
    }

    Set<MergedFilter> filters() {
        return filters;
    }

    /** The exchange that the client knows by this packet identifier, or null. */
    @Nullable
    UpstreamExchange exchange(int clientsId) {
        return exchanges == null ? null : exchanges.get(clientsId);
    }

    void begun(UpstreamExchange exchange) {
        if (exchanges == null) {
            exchanges = new HashMap<>(4);
        }
        exchanges.put(exchange.clientsId, exchange);
    }

    void ended(UpstreamExchange exchange) {
        if (exchanges != null && exchanges.remove(exchange.clientsId, exchange) && exchanges.isEmpty()) {
            exchanges = null;
        }
    }

    Iterable<UpstreamExchange> exchanges() {
        return exchanges == null ? Set.of() : Set.copyOf(exchanges.values());
    }
}
