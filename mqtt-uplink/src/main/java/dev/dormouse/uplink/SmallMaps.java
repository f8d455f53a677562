package dev.dormouse.uplink;

import java.util.HashMap;
import java.util.Map;

/**
 * Maps of which there is one for each client, and which have one entry at the most for most of them. Up to there they are
 * unmodifiable: 24 octets instead of the 140 of a {@link HashMap}. Begin with {@link Map#of()}, and keep what each method returns.
 */
public final class SmallMaps {
    private SmallMaps() {}

    /** The map with this entry, in place of the key's former one; it may be the same object. */
    public static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        if (map.isEmpty() || (map.size() == 1 && map.containsKey(key))) {
            return Map.of(key, value);
        }
        Map<K, V> larger = map.size() == 1 ? new HashMap<>(map) : map;
        larger.put(key, value);
        return larger;
    }

    /** The map without this key; it may be the same object. */
    public static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        if (!map.containsKey(key)) {
            return map;
        }
        if (map.size() <= 2) {
            Map<K, V> smaller = new HashMap<>(map);
            smaller.remove(key);
            return Map.copyOf(smaller);
        }
        map.remove(key);
        return map;
    }
}
