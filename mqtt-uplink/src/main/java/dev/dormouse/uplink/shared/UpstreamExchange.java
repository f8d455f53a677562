package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.Qos;
import org.jspecify.annotations.Nullable;

/** A message of QoS 1 or 2 on its way to the server: by which packet identifier the client knows it, and by which the server. */
final class UpstreamExchange {
    enum Phase {
        /** The gateway was away since it was published, and does not know what the server has heard and answered. */
        RESTORED,
        /** PUBLISH is on its way. */
        PUBLISHED,
        /** The server has a QoS 2 message and awaits PUBREL. */
        RECEIVED,
        /** PUBREL is on its way. */
        RELEASED
    }

    final int clientsId;
    final int serversId;
    final Qos qos;
    Phase phase = Phase.PUBLISHED;

    /** Whom to tell; null: the client does not want to know any more, or it is a Will. */
    @Nullable
    LocalSession session;

    UpstreamExchange(@Nullable LocalSession session, int clientsId, int serversId, Qos qos) {
        this.session = session;
        this.clientsId = clientsId;
        this.serversId = serversId;
        this.qos = qos;
    }
}
