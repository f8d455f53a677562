package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.SmallMaps;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Topic filters and what belongs to each, found by topic name (MQTT 5 §4.7): a tree with a node for each level, so that a name costs
 * as many steps as it has levels, whatever the number of filters.
 */
final class TopicTree<V> {
    private static final String ONE_LEVEL = "+";
    private static final String ALL_LEVELS = "#";

    private static final class Node<V> {
        @Nullable
        V value;

        Map<String, Node<V>> children = Map.of();

        @Nullable
        Node<V> child(String level) {
            return children.get(level);
        }

        Node<V> childOrNew(String level) {
            Node<V> known = children.get(level);
            if (known != null) {
                return known;
            }
            Node<V> child = new Node<>();
            children = SmallMaps.with(children, level, child);
            return child;
        }

        void removeChild(String level) {
            children = SmallMaps.without(children, level);
        }

        boolean isEmpty() {
            return value == null && children.isEmpty();
        }
    }

    private final Node<V> root = new Node<>();
    private int size;

    int size() {
        return size;
    }

    /** What belongs to exactly this filter, or null. */
    @Nullable
    V get(String filter) {
        Node<V> node = root;
        for (int from = 0; node != null && from >= 0; from = next(filter, from)) {
            node = node.child(level(filter, from));
        }
        return node == null ? null : node.value;
    }

    /** Gives a filter something that it did not have. */
    void put(String filter, V value) {
        Node<V> node = root;
        for (int from = 0; from >= 0; from = next(filter, from)) {
            node = node.childOrNew(level(filter, from));
        }
        size += node.value == null ? 1 : 0;
        node.value = value;
    }

    void remove(String filter) {
        remove(root, filter, 0);
    }

    private void remove(Node<V> node, String filter, int from) {
        if (from < 0) {
            size -= node.value == null ? 0 : 1;
            node.value = null;
            return;
        }
        String level = level(filter, from);
        Node<V> child = node.child(level);
        if (child != null) {
            remove(child, filter, next(filter, from));
            if (child.isEmpty()) {
                node.removeChild(level);
            }
        }
    }

    /** Gives what belongs to the filters that match a topic name. Wildcards at the beginning do not match names with $ there. */
    void forEachMatch(String topic, Consumer<V> action) {
        match(root, topic, 0, action);
    }

    private void match(Node<V> node, String topic, int from, Consumer<V> action) {
        boolean wildcards = from != 0 || topic.isEmpty() || topic.charAt(0) != '$';
        Node<V> all = wildcards ? node.child(ALL_LEVELS) : null;
        if (all != null && all.value != null) {
            action.accept(all.value);
        }
        if (from < 0) {
            if (node.value != null) {
                action.accept(node.value);
            }
            return;
        }
        int next = next(topic, from);
        Node<V> exact = node.child(level(topic, from));
        if (exact != null) {
            match(exact, topic, next, action);
        }
        Node<V> any = wildcards ? node.child(ONE_LEVEL) : null;
        if (any != null) {
            match(any, topic, next, action);
        }
    }

    /** Where the level after the one that begins at {@code from} begins; −1: there is none. */
    private static int next(String text, int from) {
        return text.indexOf('/', from) + 1 == 0 ? -1 : text.indexOf('/', from) + 1;
    }

    private static String level(String text, int from) {
        int end = text.indexOf('/', from);
        return end < 0 ? text.substring(from) : text.substring(from, end);
    }
}
