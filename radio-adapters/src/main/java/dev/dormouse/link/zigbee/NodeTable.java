package dev.dormouse.link.zigbee;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which node has which short address just now, and whether it sleeps. Holds the nodes heard of last. */
public final class NodeTable {
    private static final int UNASSIGNABLE = 0xFFF8;

    private final int capacity;
    private final Map<Eui64, Node> nodes = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Integer, Eui64> byShort = new HashMap<>();

    public NodeTable(int capacity) {
        this.capacity = capacity;
    }

    /** A node has this short address, and no other node has. Addresses that no node can have are passed over. */
    public void put(Eui64 eui, ShortAddress address) {
        if (address.value() >= UNASSIGNABLE) {
            return;
        }
        Eui64 former = byShort.get(address.value());
        if (eui.equals(former)) {
            nodes.get(eui); // heard of last
            return;
        }
        boolean sleepy = isSleepy(eui);
        forget(eui);
        if (former != null) {
            nodes.remove(former);
        }
        nodes.put(eui, new Node(address, sleepy));
        byShort.put(address.value(), eui);
        if (nodes.size() > capacity) {
            forget(nodes.keySet().iterator().next());
        }
    }

    /** Whether a node whose short address is known listens only now and then. */
    public void sleepy(Eui64 eui, boolean sleepy) {
        nodes.computeIfPresent(eui, (same, node) -> new Node(node.address(), sleepy));
    }

    public boolean isSleepy(Eui64 eui) {
        Node node = nodes.get(eui);
        return node != null && node.sleepy();
    }

    /** A node's short address is no longer known. */
    public void forget(Eui64 eui) {
        Node node = nodes.remove(eui);
        if (node != null) {
            byShort.remove(node.address().value());
        }
    }

    public @Nullable ShortAddress shortAddress(Eui64 eui) {
        Node node = nodes.get(eui);
        return node == null ? null : node.address();
    }

    public @Nullable Eui64 eui64(ShortAddress address) {
        return byShort.get(address.value());
    }

    public int size() {
        return nodes.size();
    }

    private record Node(ShortAddress address, boolean sleepy) {}
}
