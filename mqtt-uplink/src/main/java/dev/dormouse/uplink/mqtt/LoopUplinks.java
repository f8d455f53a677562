package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ClientId;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The uplinks of one loop: those that are in use, and those that are still saying goodbye. Confined to that loop. */
final class LoopUplinks {
    private final EventLoop loop;
    private final Route route;
    private final Flushes flushes;
    private final Returns returns = new Returns();
    private final Map<ClientId, ClientUplink> open = new HashMap<>();
    private final Map<ClientId, ClientUplink> leaving = new HashMap<>();
    private @Nullable Promise<Void> emptied;

    LoopUplinks(EventLoop loop, Route route) {
        this.loop = loop;
        this.route = route;
        this.flushes = new Flushes(loop);
    }

    EventLoop loop() {
        return loop;
    }

    Route route() {
        return route;
    }

    Flushes flushes() {
        return flushes;
    }

    Returns returns() {
        return returns;
    }

    /** The uplink of this client that is in use, if there is one, has to leave. */
    void supersede(ClientId client) {
        ClientUplink current = open.get(client);
        if (current != null) {
            current.supersede();
        }
    }

    void enter(ClientUplink uplink) {
        open.put(uplink.client(), uplink);
    }

    void leave(ClientUplink uplink) {
        leaving.put(uplink.client(), uplink);
    }

    /** The uplink of this client that is still leaving, or null. */
    @Nullable
    ClientUplink leaving(ClientId client) {
        return leaving.get(client);
    }

    void gone(ClientUplink uplink) {
        open.remove(uplink.client(), uplink);
        leaving.remove(uplink.client(), uplink);
        if (emptied != null && open.isEmpty()) {
            emptied.trySuccess(null);
        }
    }

    /** After this no connection begins any more. */
    boolean isClosed() {
        return emptied != null;
    }

    /** Says goodbye on every uplink; done when all are gone. */
    void close(Promise<Void> whenEmpty) {
        emptied = whenEmpty;
        for (ClientUplink uplink : new ArrayList<>(open.values())) {
            uplink.leaveForAWhile();
        }
        if (open.isEmpty()) {
            whenEmpty.trySuccess(null);
        }
    }
}
