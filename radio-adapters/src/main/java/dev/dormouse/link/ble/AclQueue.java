package dev.dormouse.link.ble;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Data on its way through the controller, which has room for a few packets and tells when it has room again (Bluetooth Core Vol 4
 * Part E §4.1.1). Connections take turns; one may have no more packets in the controller than there is room left, so that nodes out
 * of reach cannot take all of it. Confined to the loop.
 */
final class AclQueue {
    /** So many packets may wait for one connection. */
    private static final int MOST_WAITING = 512;

    private final Consumer<HciPacket> line;
    private final Map<Integer, Flow> flows = new HashMap<>();

    /** In the order of turns. */
    private final Deque<Flow> turns = new ArrayDeque<>();

    private int free;

    AclQueue(Consumer<HciPacket> line) {
        this.line = line;
    }

    /** One packet, and who hears when the node has it. */
    private record Piece(AclPacket packet, @Nullable Runnable whenDone) {}

    private static final class Flow {
        private final Deque<Piece> waiting = new ArrayDeque<>();
        private final Deque<Piece> inController = new ArrayDeque<>();
    }

    /** Forgets everything; the controller has room for so many packets. */
    void begin(int buffers) {
        flows.clear();
        turns.clear();
        free = buffers;
    }

    void open(int handle) {
        close(handle);
        Flow flow = new Flow();
        flows.put(handle, flow);
        turns.add(flow);
    }

    /** A connection is gone, and its packets with it. */
    void close(int handle) {
        Flow flow = flows.remove(handle);
        if (flow != null) {
            turns.remove(flow);
            free += flow.inController.size();
            pump();
        }
    }

    /**
     * Sends packets of one open connection, in order.
     *
     * @param whenDone runs when the last of them has reached the node; never if the connection ends before
     * @return false when too many wait, or there is no such connection; none is sent then
     */
    boolean offer(int handle, List<AclPacket> packets, @Nullable Runnable whenDone) {
        Flow flow = flows.get(handle);
        if (flow == null || flow.waiting.size() + packets.size() > MOST_WAITING) {
            return false;
        }
        for (int i = 0; i < packets.size(); i++) {
            flow.waiting.add(new Piece(packets.get(i), i == packets.size() - 1 ? whenDone : null));
        }
        pump();
        return true;
    }

    /**
     * The controller has done with packets.
     *
     * @return false when it had not so many of that connection
     */
    boolean completed(CompletedPackets.Count count) {
        Flow flow = flows.get(count.handle());
        if (flow == null) {
            return false;
        }
        int packets = Math.min(count.packets(), flow.inController.size());
        free += packets;
        for (int i = 0; i < packets; i++) {
            Piece piece = flow.inController.remove();
            if (piece.whenDone != null) {
                piece.whenDone.run();
            }
        }
        pump();
        return packets == count.packets();
    }

    private void pump() {
        int idle = 0;
        while (free > 0 && idle < turns.size()) {
            Flow flow = turns.remove();
            turns.add(flow);
            if (flow.waiting.isEmpty() || flow.inController.size() >= free) {
                idle++;
            } else {
                idle = 0;
                free--;
                Piece piece = flow.waiting.remove();
                flow.inController.add(piece);
                line.accept(piece.packet);
            }
        }
    }
}
