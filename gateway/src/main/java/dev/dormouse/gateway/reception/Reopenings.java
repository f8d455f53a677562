package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.session.ClientSession;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Lets the sessions of one loop get their connections to the MQTT server back after a restart, a few at a time: as fast as the server
 * takes them, and no faster. Confined to that loop.
 */
final class Reopenings {
    private static final int AT_ONCE = 20;

    private final Queue<ClientSession> waiting = new ArrayDeque<>();
    private final Set<ClientSession> underWay = new HashSet<>();

    void want(ClientSession session) {
        waiting.add(session);
        next();
    }

    void settled(ClientSession session) {
        if (underWay.remove(session)) {
            next();
        }
    }

    private void next() {
        while (underWay.size() < AT_ONCE && !waiting.isEmpty()) {
            ClientSession session = waiting.remove();
            if (session.reopenUplink()) {
                underWay.add(session);
            }
        }
    }
}
