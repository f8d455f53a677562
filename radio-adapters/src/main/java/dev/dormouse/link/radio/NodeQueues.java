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

    private final Map<Object, UnderWay> underWay = new HashMap<>();
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
        sending.waitsAgain();
        queueOf(sending).addFirst(sending);
        count++;
    }

    private Deque<Sending> queueOf(Sending sending) {
        return waiting.computeIfAbsent(sending.queue(), unused -> new ArrayDeque<>());
    }

    /**
     * The datagram whose turn it is; it is under way from now on. Null when none may go.
     *
     * @param perNode how many may be under way in one queue
     * @param perNodeWithLate how many, those that are late included
     */
    @Nullable
    Sending next(long nowNanos, int perNode, int perNodeWithLate) {
        Object node = nextNode(nowNanos, perNode, perNodeWithLate);
        Deque<Sending> queue = node == null ? null : waiting.remove(node);
        if (node == null || queue == null) {
            return null;
        }
        Sending sending = queue.removeFirst();
        if (!queue.isEmpty()) {
            waiting.put(node, queue); // at the end of the line
        }
        count--;
        underWay.merge(node, UnderWay.ONE, UnderWay::plus);
        return sending;
    }

    private @Nullable Object nextNode(long nowNanos, int perNode, int perNodeWithLate) {
        for (Map.Entry<Object, Deque<Sending>> entry : waiting.entrySet()) {
            UnderWay already = underWay.getOrDefault(entry.getKey(), UnderWay.NONE);
            if (entry.getValue().getFirst().isDue(nowNanos)
                    && already.timely() < perNode
                    && already.all() < perNodeWithLate) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** A datagram under way is late: it holds back its queue no longer by itself. */
    void late(Sending sending) {
        underWay.computeIfPresent(sending.queue(), (node, number) -> new UnderWay(number.timely() - 1, number.all()));
        sending.isLateNow();
    }

    /** A datagram is no longer under way. */
    void settled(Sending sending) {
        UnderWay one = sending.isLate() ? UnderWay.ONE_LATE : UnderWay.ONE;
        underWay.computeIfPresent(sending.queue(), (node, number) -> number.equals(one) ? null : number.minus(one));
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

    /** How many datagrams of one queue are under way, and how many of them are not late. */
    private record UnderWay(int timely, int all) {
        static final UnderWay NONE = new UnderWay(0, 0);
        static final UnderWay ONE = new UnderWay(1, 1);
        static final UnderWay ONE_LATE = new UnderWay(0, 1);

        UnderWay plus(UnderWay other) {
            return new UnderWay(timely + other.timely, all + other.all);
        }

        UnderWay minus(UnderWay other) {
            return new UnderWay(timely - other.timely, all - other.all);
        }
    }
}
