package dev.dormouse.gateway.store;

import dev.dormouse.gateway.store.Disk.Write;
import dev.dormouse.uplink.ClientId;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes on their way to the disk, sorted as they will stand there. Of changes about the same thing only the last is held, so that
 * what waits for a disk that fails grows with the sessions and not with the time. That a client goes stands in front of all that is
 * new of it. For one thread at a time.
 */
final class Unwritten {
    private final NavigableMap<String, Write> entries = new TreeMap<>();
    private final int most;

    /**
     * Nothing.
     *
     * @param most the most changes; twice as many entries where clients go
     */
    Unwritten(int most) {
        this.most = most;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** In the order in which they are to be written: what replaces comes after what it replaces. */
    List<Write> inOrder() {
        return List.copyOf(entries.values());
    }

    /** Holds a change; false when it does not fit. */
    boolean add(ClientId client, SessionChange change) {
        String key = StoredForm.key(client, change);
        if (entries.size() >= most && !entries.containsKey(key)) {
            return false;
        }
        entries.put(key, new Write(client, change));
        return true;
    }

    /** All of a client goes, also what waited of it; false when not even that fits. */
    boolean remove(ClientId client) {
        of(client).clear();
        if (entries.size() >= 2 * most) {
            return false;
        }
        entries.put(StoredForm.firstKey(client), new Write(client, null));
        return true;
    }

    private SortedMap<String, Write> of(ClientId client) {
        return entries.subMap(StoredForm.firstKey(client), StoredForm.lastKey(client));
    }
}
