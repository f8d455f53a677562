package dev.dormouse.uplink.mqtt;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets the clients of one loop that wait for the end of their back-off come back as soon as another one has found the server again, a
 * few at a time: as fast as the server takes them, and no faster. Confined to that loop.
 */
final class Returns {
    private static final int AT_ONCE = 20;

    private final Set<ClientUplink> waiting = new LinkedHashSet<>();
    private final Set<ClientUplink> underWay = new HashSet<>();

    /** The client cannot reach the server and tries again by itself, or when it is called. */
    void want(ClientUplink uplink) {
        waiting.add(uplink);
    }

    /** The client tries by itself, or is gone. */
    void withdraw(ClientUplink uplink) {
        waiting.remove(uplink);
        underWay.remove(uplink);
    }

    /** The server has accepted a client, so it is there. */
    void accepted(ClientUplink uplink) {
        underWay.remove(uplink);
        for (int free = AT_ONCE - underWay.size(); free > 0 && !waiting.isEmpty(); free--) {
            ClientUplink next = waiting.iterator().next();
            waiting.remove(next);
            underWay.add(next);
            next.tryNow();
        }
    }

    /** The server has not accepted a client. Who waits goes on waiting. */
    void failed(ClientUplink uplink) {
        underWay.remove(uplink);
    }
}
