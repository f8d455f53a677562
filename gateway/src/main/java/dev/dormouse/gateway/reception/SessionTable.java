package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.uplink.ClientId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of one loop by client id; confined to that loop. */
final class SessionTable {
    private final Loop loop;
    private final Map<ClientId, ClientSession> sessions = new HashMap<>();
    private final Reopenings reopenings = new Reopenings();
    private final Farewells farewells;
    private final Set<ClientSession> resting = new LinkedHashSet<>();

    SessionTable(Loop loop) {
        this.loop = loop;
        this.farewells = new Farewells(loop);
    }

    Loop loop() {
        return loop;
    }

    /** Whose turn it is after a restart. */
    Reopenings reopenings() {
        return reopenings;
    }

    /** Who is to connect again. */
    Farewells farewells() {
        return farewells;
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
        resting.remove(session);
        return sessions.remove(session.id(), session);
    }

    void rests(ClientSession session) {
        resting.add(session);
    }

    void rises(ClientSession session) {
        resting.remove(session);
    }

    /** The session that has had no connection for the longest time, or null when all have one. */
    @Nullable
    ClientSession longestResting() {
        Iterator<ClientSession> oldest = resting.iterator();
        return oldest.hasNext() ? oldest.next() : null;
    }

    List<ClientSession> all() {
        return List.copyOf(sessions.values());
    }
}
