package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.ToClient;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.uplink.FromBroker;

/** The way to the client of a message that needs no memory: of QoS 0, on a topic that the client knows. */
final class ShortWay {
    private final ClientSession session;
    private final DeliveryRoutes routes;
    private final DeliveryGate gate;
    private final UpstreamReceipts receipts;

    ShortWay(ClientSession session, DeliveryRoutes routes, DeliveryGate gate, UpstreamReceipts receipts) {
        this.session = session;
        this.routes = routes;
        this.gate = gate;
        this.receipts = receipts;
    }

    /** True when it was sent or can never be. */
    boolean takes(FromBroker.Publish publish) {
        TopicRef known = routes.known(publish.topic());
        if (known == null) {
            return false;
        }
        gate.countBegun();
        if (!session.send(new ToClient.Publish(0, known, publish.payload(), publish.qos(), publish.retain(), false))) {
            session.dropped(DropReason.TOO_LARGE);
        }
        receipts.sentAtOnce(publish);
        return true;
    }
}
