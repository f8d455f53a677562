package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.uplink.ClientId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one loop by client id; confined to that loop. */
final class SessionTable {
    private final Loop loop;
    private final Map<ClientId, ClientSession> sessions = new HashMap<>();
    private final Reopenings reopenings = new Reopenings();

    SessionTable(Loop loop) {
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    /** Whose turn it is after a restart. */
    Reopenings reopenings() {
        return reopenings;
    }

    @Nullable
    ClientSession of(ClientId id) {
        return sessions.get(id);
    }

    void add(ClientSession session) {
        sessions.put(session.id(), session);
    }

    /** Removes this very session, not another of the same name. True when it was there. */
    boolean remove(ClientSession session) {
        return sessions.remove(session.id(), session);
    }

    List<ClientSession> all() {
        return List.copyOf(sessions.values());
    }
}
