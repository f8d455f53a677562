package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** Keeps sessions in memory, for tests in which a gateway dies and its store does not. Safe from any thread. */
public final class MemoryStore implements SessionStore {
    private final Map<String, SnapshotBuilder> sessions = new TreeMap<>();
    private final Executor notifier;
    private long appended;

    /**
     * An empty store.
     *
     * @param notifier runs what waits for a change to be durable; must not run it inside {@code execute}
     */
    public MemoryStore(Executor notifier) {
        this.notifier = notifier;
    }

    @Override
    public synchronized List<SessionSnapshot> loadAll() {
        sessions.values().removeIf(each -> each.build() == null);
        return sessions.values().stream()
                .map(SnapshotBuilder::build)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public synchronized void append(ClientId client, SessionChange change, Runnable whenDurable) {
        appended++;
        sessions.computeIfAbsent(client.text(), text -> new SnapshotBuilder(client))
                .apply(change);
        notifier.execute(whenDurable);
    }

    @Override
    public synchronized void remove(ClientId client) {
        sessions.remove(client.text());
    }

    /** How many changes have been appended so far. */
    public synchronized long appended() {
        return appended;
    }

    @Override
    public void close() {}
}
