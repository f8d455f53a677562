package dev.dormouse.uplink.stored;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is open under packet identifiers: mostly nothing, and then it costs a reference, for there is one for each sleeping client. */
final class ById<V> {
    private @Nullable Map<Integer, V> open;

    int size() {
        return open == null ? 0 : open.size();
    }

    boolean contains(int id) {
        return open != null && open.containsKey(id);
    }

    /** Null: there is nothing. */
    @Nullable
    V get(int id) {
        return open == null ? null : open.get(id);
    }

    void put(int id, V value) {
        if (open == null) {
            open = new HashMap<>(4);
        }
        open.put(id, value);
    }

    /** What was there, or null. */
    @Nullable
    V remove(int id) {
        if (open == null) {
            return null;
        }
        V removed = open.remove(id);
        if (open.isEmpty()) {
            open = null;
        }
        return removed;
    }

    void clear() {
        open = null;
    }

    /** All of it, as it is now. */
    Map<Integer, V> all() {
        return open == null ? Map.of() : Map.copyOf(open);
    }

    Set<Integer> ids() {
        return all().keySet();
    }
}
