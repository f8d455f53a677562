package dev.dormouse.link.radio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits for each node, served in turns, so that no node has to wait for the answers of another. */
final class NodeQueues {
    private final int perNode;
    private final int total;

    /** In the order of turns. */
    private final Map<Object, Deque<Sending>> waiting = new LinkedHashMap<>();

    private final Map<Object, Integer> underWay = new HashMap<>();
    private int count;

    NodeQueues(int perNode, int total) {
        this.perNode = perNode;
        this.total = total;
    }

    /** Puts a datagram at the end of its queue; false when that, or all together, is full. */
    boolean offer(Sending sending) {
        Deque<Sending> queue = waiting.get(sending.queue());
        if (count >= total || (queue != null && queue.size() >= perNode)) {
            return false;
        }
        queueOf(sending).addLast(sending);
        count++;
        return true;
    }

    /** Puts a datagram that has been under way back at the head of its queue, whose limit it may exceed by one. */
    void putBack(Sending sending) {
        settled(sending);
        queueOf(sending).addFirst(sending);
        count++;
    }

    private Deque<Sending> queueOf(Sending sending) {
        return waiting.computeIfAbsent(sending.queue(), unused -> new ArrayDeque<>());
    }

    /**
     * The datagram whose turn it is; it is under way from now on. Null when none may go.
     *
     * @param windowPerNode how many may be under way in one queue
     */
    @Nullable
    Sending next(long nowNanos, int windowPerNode) {
        Object node = nextNode(nowNanos, windowPerNode);
        Deque<Sending> queue = node == null ? null : waiting.remove(node);
        if (node == null || queue == null) {
            return null;
        }
        Sending sending = queue.removeFirst();
        if (!queue.isEmpty()) {
            waiting.put(node, queue); // at the end of the line
        }
        count--;
        underWay.merge(node, 1, Integer::sum);
        return sending;
    }

    private @Nullable Object nextNode(long nowNanos, int windowPerNode) {
        for (Map.Entry<Object, Deque<Sending>> entry : waiting.entrySet()) {
            if (entry.getValue().getFirst().isDue(nowNanos)
                    && underWay.getOrDefault(entry.getKey(), 0) < windowPerNode) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** A datagram is no longer under way. */
    void settled(Sending sending) {
        underWay.computeIfPresent(sending.queue(), (node, number) -> number > 1 ? number - 1 : null);
    }

    /** Takes out what has waited too long. */
    List<Sending> expire(long nowNanos) {
        List<Sending> expired = new ArrayList<>();
        Iterator<Deque<Sending>> queues = waiting.values().iterator();
        while (queues.hasNext()) {
            Deque<Sending> queue = queues.next();
            queue.removeIf(sending -> sending.isExpired(nowNanos) && expired.add(sending));
            if (queue.isEmpty()) {
                queues.remove();
            }
        }
        count -= expired.size();
        return expired;
    }

    /** Takes out everything and forgets what is under way. */
    List<Sending> clear() {
        List<Sending> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        waiting.clear();
        underWay.clear();
        count = 0;
        return all;
    }

    int count() {
        return count;
    }
}
