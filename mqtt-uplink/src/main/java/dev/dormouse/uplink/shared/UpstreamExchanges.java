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
import org.tinylog.Logger;

/**
 * What the clients publish over a shared connection: packet identifiers are exchanged there and back, and a QoS 2 message is brought
 * to its end even when its client is gone (MQTT 5 §4.3.3). A QoS 2 message keeps the packet identifier that its session has chosen, which
 * was {@linkplain PacketIds#suggest suggested} to it and is written down, if nobody else has taken it meanwhile.
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
            repeat(session, known, publish);
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

    private void repeat(LocalSession session, UpstreamExchange known, ToBroker.Publish publish) {
        if (known.phase == Phase.RECEIVED) {
            session.tellLater(new FromBroker.PublishReceived(publish.packetId(), ReasonCode.SUCCESS));
        } else if (known.phase == Phase.RESTORED) {
            known.phase = Phase.PUBLISHED;
            send(publish, known.serversId, true);
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
        boolean lasting = publish.qos() == Qos.EXACTLY_ONCE && ids.take(publish.packetId());
        int id = lasting ? publish.packetId() : ids.take();
        if (id == 0) {
            return false;
        }
        UpstreamExchange exchange = new UpstreamExchange(session, publish.packetId(), id, publish.qos());
        open.put(id, exchange);
        if (session != null) {
            session.begun(exchange);
        }
        send(publish, id, lasting && publish.duplicate());
        return true;
    }

    private void send(ToBroker.Publish publish, int id, boolean duplicate) {
        upstream.send(new ToBroker.Publish(
                id, publish.topic(), publish.payload(), publish.qos(), publish.retain(), duplicate));
    }

    /** A QoS 2 message from before a restart: the server may know it by this packet identifier. */
    void restore(LocalSession session, int packetId) {
        if (ids.take(packetId)) {
            UpstreamExchange exchange = new UpstreamExchange(session, packetId, packetId, Qos.EXACTLY_ONCE);
            exchange.phase = Phase.RESTORED;
            open.put(packetId, exchange);
            session.begun(exchange);
        } else {
            Logger.warn(
                    "client {}: its QoS 2 message {} shares its packet identifier with another one and is given up",
                    session.client(),
                    packetId);
        }
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
        if (exchange.phase == Phase.RECEIVED || exchange.phase == Phase.RESTORED) {
            release(exchange);
        }
    }

    /** A new uplink has heard nothing yet: PUBREL of those from before a restart that were released while there was none. */
    void opened() {
        for (UpstreamExchange exchange : open.values()) {
            if (exchange.phase == Phase.RELEASED) {
                release(exchange);
            }
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
        } else if (exchange.phase != Phase.RELEASED) {
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
