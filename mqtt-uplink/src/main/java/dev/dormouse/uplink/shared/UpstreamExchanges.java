package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import dev.dormouse.uplink.shared.UpstreamExchange.Phase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the clients publish over a shared connection: packet identifiers are exchanged there and back, and a QoS 2 message is brought
 * to its end even when its client is gone (MQTT 5 §4.3.3).
 */
final class UpstreamExchanges {
    private final Upstream upstream;
    private final PacketIds ids;
    private final Map<Integer, UpstreamExchange> open = new HashMap<>();

    UpstreamExchanges(Upstream upstream, PacketIds ids) {
        this.upstream = upstream;
        this.ids = ids;
    }

    // ---- from the client ----

    void publish(LocalSession session, ToBroker.Publish publish) {
        if (!publish.qos().isAcknowledged()) {
            upstream.send(publish);
            return;
        }
        UpstreamExchange known = session.exchange(publish.packetId());
        if (known != null && publish.duplicate()) {
            if (known.phase == Phase.RECEIVED) {
                session.tellLater(new FromBroker.PublishReceived(publish.packetId(), ReasonCode.SUCCESS));
            }
            return;
        }
        if (known != null) {
            orphan(known);
        }
        if (!begin(session, publish)) {
            session.tellLater(
                    publish.qos() == Qos.AT_LEAST_ONCE
                            ? new FromBroker.PublishAck(publish.packetId(), ReasonCode.QUOTA_EXCEEDED)
                            : new FromBroker.PublishReceived(publish.packetId(), ReasonCode.QUOTA_EXCEEDED));
        }
    }

    /** Publishes for a client that was lost; false when there is no room for it. */
    boolean publish(Will will) {
        ToBroker.Publish publish =
                new ToBroker.Publish(0, will.topic(), will.payload(), will.qos(), will.retain(), false);
        if (will.qos().isAcknowledged()) {
            return begin(null, publish);
        }
        upstream.send(publish);
        return true;
    }

    private boolean begin(@Nullable LocalSession session, ToBroker.Publish publish) {
        int id = ids.take();
        if (id == 0) {
            return false;
        }
        UpstreamExchange exchange = new UpstreamExchange(session, publish.packetId(), id, publish.qos());
        open.put(id, exchange);
        if (session != null) {
            session.begun(exchange);
        }
        upstream.send(
                new ToBroker.Publish(id, publish.topic(), publish.payload(), publish.qos(), publish.retain(), false));
        return true;
    }

    void release(LocalSession session, int clientsId) {
        UpstreamExchange exchange = session.exchange(clientsId);
        if (exchange == null) {
            session.tellLater(new FromBroker.PublishComplete(clientsId));
        } else if (exchange.phase != Phase.RELEASED) {
            release(exchange);
        }
    }

    private void release(UpstreamExchange exchange) {
        exchange.phase = Phase.RELEASED;
        upstream.send(new ToBroker.PublishRelease(exchange.serversId));
    }

    /** The client is gone: its messages go their way without it. */
    void gone(LocalSession session) {
        for (UpstreamExchange exchange : session.exchanges()) {
            orphan(exchange);
        }
    }

    private void orphan(UpstreamExchange exchange) {
        if (exchange.session != null) {
            exchange.session.ended(exchange);
            exchange.session = null;
        }
        if (exchange.phase == Phase.RECEIVED) {
            release(exchange);
        }
    }

    // ---- from the server ----

    void onPublishAck(FromBroker.PublishAck ack) {
        UpstreamExchange exchange = settled(ack.packetId());
        if (exchange != null && exchange.session != null) {
            exchange.session.tell(new FromBroker.PublishAck(exchange.clientsId, ack.reason()));
        }
    }

    void onPublishReceived(FromBroker.PublishReceived received) {
        UpstreamExchange exchange = open.get(received.packetId());
        if (exchange == null) {
            return;
        }
        if (received.reason().isRefusal()) {
            settled(received.packetId());
        } else if (exchange.phase == Phase.PUBLISHED) {
            exchange.phase = Phase.RECEIVED;
        }
        if (exchange.session != null) {
            exchange.session.tell(new FromBroker.PublishReceived(exchange.clientsId, received.reason()));
        } else if (exchange.phase == Phase.RECEIVED) {
            release(exchange);
        }
    }

    void onPublishComplete(FromBroker.PublishComplete complete) {
        UpstreamExchange exchange = settled(complete.packetId());
        if (exchange != null && exchange.session != null) {
            exchange.session.tell(new FromBroker.PublishComplete(exchange.clientsId));
        }
    }

    private @Nullable UpstreamExchange settled(int serversId) {
        UpstreamExchange exchange = open.remove(serversId);
        if (exchange != null) {
            ids.free(serversId);
            if (exchange.session != null) {
                exchange.session.ended(exchange);
            }
        }
        return exchange;
    }

    /** The connection is over for good: nobody will answer. */
    void clear() {
        open.keySet().forEach(ids::free);
        open.clear();
    }
}
