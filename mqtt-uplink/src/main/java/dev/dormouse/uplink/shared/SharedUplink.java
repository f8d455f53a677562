package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's end of a shared connection, and the only place where something passes between the client's loop and the connection's:
 * they are the same unless there are fewer connections than loops.
 */
final class SharedUplink implements Uplink, ToBroker.Handler {
    private final ClientId client;
    private final EventLoop clientLoop;
    private final SharedConnection connection;
    private final Consumer<FromBroker> listener;

    /** Nothing is said or heard any more; belongs to the client's loop. */
    private boolean over;

    /** What is kept of the client, from its Connect to its end; belongs to the connection's loop. */
    private @Nullable LocalSession session;

    SharedUplink(ClientId client, EventLoop clientLoop, SharedConnection connection, Consumer<FromBroker> listener) {
        this.client = client;
        this.clientLoop = clientLoop;
        this.connection = connection;
        this.listener = listener;
    }

    ClientId client() {
        return client;
    }

    void begin(LocalSession begun) {
        session = begun;
    }

    void end() {
        session = null;
    }

    // ---- on the client's loop ----

    @Override
    public void send(ToBroker message) {
        assert clientLoop.inEventLoop() : "an uplink belongs to its client's loop";
        if (over) {
            return;
        }
        over = message instanceof ToBroker.Disconnect;
        if (clientLoop == connection.loop()) {
            message.deliverTo(this);
        } else {
            connection.loop().execute(() -> message.deliverTo(this));
        }
    }

    @Override
    public int suggestPacketId() {
        return connection.suggestPacketId();
    }

    private void hear(FromBroker message) {
        if (!over) {
            over = message instanceof FromBroker.Refused || message instanceof FromBroker.Ended;
            listener.accept(message);
        }
    }

    // ---- on the connection's loop ----

    void tell(FromBroker message) {
        if (clientLoop == connection.loop()) {
            hear(message);
        } else {
            tellLater(message);
        }
    }

    /** Answers that do not come from the server must not come inside of {@link #send}. */
    void tellLater(FromBroker message) {
        clientLoop.execute(() -> hear(message));
    }

    @Override
    public void onConnect(ToBroker.Connect connect) {
        connection.connect(this, connect);
    }

    @Override
    public void onPublish(ToBroker.Publish publish) {
        if (session != null) {
            connection.exchanges().publish(session, publish);
        }
    }

    @Override
    public void onPublishRelease(ToBroker.PublishRelease release) {
        if (session != null) {
            connection.exchanges().release(session, release.packetId());
        }
    }

    @Override
    public void onPublishAck(ToBroker.PublishAck ack) {
        if (session != null) {
            connection.deliveries().acknowledged(session, ack.packetId());
        }
    }

    @Override
    public void onPublishReceived(ToBroker.PublishReceived received) {
        if (session != null) {
            connection.deliveries().received(session, received.packetId());
        }
    }

    @Override
    public void onPublishComplete(ToBroker.PublishComplete complete) {
        if (session != null) {
            connection.deliveries().completed(session, complete.packetId());
        }
    }

    @Override
    public void onSubscribe(ToBroker.Subscribe subscribe) {
        if (session != null) {
            connection.subscriptions().subscribe(session, subscribe);
        }
    }

    @Override
    public void onUnsubscribe(ToBroker.Unsubscribe unsubscribe) {
        if (session != null) {
            connection.subscriptions().unsubscribe(session, unsubscribe);
        }
    }

    @Override
    public void onDisconnect(ToBroker.Disconnect disconnect) {
        connection.disconnect(this, session, disconnect.lastWords());
    }
}
