package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import java.util.function.Consumer;

/** A session's end of a client's durable queue. */
final class StoredUplink implements Uplink {
    private final StoredClient client;
    private final Consumer<FromBroker> session;
    private boolean over;

    StoredUplink(StoredClient client, Consumer<FromBroker> session) {
        this.client = client;
        this.session = session;
    }

    @Override
    public void send(ToBroker message) {
        if (over) {
            return;
        }
        if (message instanceof ToBroker.Disconnect disconnect) {
            over = true;
            client.disconnect(this, disconnect);
        } else if (message instanceof ToBroker.Connect connect) {
            client.connect(this, connect);
        } else {
            client.say(this, message);
        }
    }

    @Override
    public boolean keepsMessages() {
        return true;
    }

    @Override
    public int suggestPacketId() {
        return over ? 0 : client.suggestPacketId();
    }

    void hear(FromBroker message) {
        if (!over) {
            over = message instanceof FromBroker.Refused || message instanceof FromBroker.Ended;
            session.accept(message);
        }
    }
}
