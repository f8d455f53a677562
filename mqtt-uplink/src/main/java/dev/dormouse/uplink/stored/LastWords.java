package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.util.function.Consumer;

/** What was published for a client that was lost: no session hears the answers, so QoS 2 is brought to its end here. */
final class LastWords {
    private final Consumer<ToBroker> server;
    private final ById<Will> open = new ById<>();

    /** None are said. */
    LastWords(Consumer<ToBroker> server) {
        this.server = server;
    }

    void say(Will will, int packetId) {
        boolean answered = will.qos() != Qos.AT_MOST_ONCE;
        if (answered) {
            open.put(packetId, will);
        }
        server.accept(new ToBroker.Publish(
                answered ? packetId : 0, will.topic(), will.payload(), will.qos(), will.retain(), false));
    }

    /** A session has another message under that identifier now. */
    void giveWay(ToBroker.Publish publish) {
        open.remove(publish.packetId());
    }

    /** True when the server answers last words; otherwise it answers somebody else. */
    boolean isAnswer(FromBroker message) {
        if (message instanceof FromBroker.PublishReceived received && open.contains(received.packetId())) {
            if (received.reason().isRefusal()) {
                open.remove(received.packetId());
            } else {
                server.accept(new ToBroker.PublishRelease(received.packetId()));
            }
            return true;
        } else if (message instanceof FromBroker.PublishAck ack) {
            return open.remove(ack.packetId()) != null;
        }
        return message instanceof FromBroker.PublishComplete complete && open.remove(complete.packetId()) != null;
    }

    /** Nobody will answer any more. */
    void clear() {
        open.clear();
    }
}
