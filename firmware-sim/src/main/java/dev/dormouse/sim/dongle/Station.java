package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import java.util.ArrayDeque;
import java.util.Queue;

/** One node on the air: wakes it when it wants to be woken, and holds what arrives while its receiver is off. */
final class Station implements Node.Radio {
    private static final int MOST_HELD = 8;

    private final NodeAddress address;
    private final Node node;
    private final Air air;
    private final Queue<Air.Downward> held = new ArrayDeque<>();
    private long lastArrival;
    private long lastDeparture;
    private long alarm = Timeline.NEVER;

    Station(NodeAddress address, Node node, Air air) {
        this.address = address;
        this.node = node;
        this.air = air;
    }

    NodeAddress address() {
        return address;
    }

    boolean listening() {
        return node.listening();
    }

    void start(Timeline time) {
        node.start(this, time.now());
        settle(time);
    }

    @Override
    public void send(Bytes datagram) {
        air.upward(this, datagram, false);
    }

    @Override
    public void broadcast(Bytes datagram) {
        air.upward(this, datagram, true);
    }

    @Override
    public void wake() {
        settle(air.time());
    }

    void hear(Bytes datagram, Timeline time) {
        node.hear(datagram, time.now());
        settle(time);
    }

    /** Carries a message at once if the node listens; else holds it, like a parent with little memory does. */
    void offer(Air.Downward message, Timeline time) {
        if (node.listening()) {
            air.carry(this, message);
            return;
        }
        if (held.size() == MOST_HELD) {
            time.after(0, () -> message.outcome().accept(Delivery.EXPIRED));
            return;
        }
        held.add(message);
        time.after(message.expires() - time.now(), () -> {
            if (held.remove(message)) {
                message.outcome().accept(Delivery.EXPIRED);
            }
        });
    }

    /** How long a datagram that needs this long is under way to the node, so that it does not overtake another. */
    long arrival(Timeline time, long delay) {
        lastArrival = Math.max(lastArrival, time.now() + delay);
        return lastArrival - time.now();
    }

    /** The same for one that comes from the node. */
    long departure(Timeline time, long delay) {
        lastDeparture = Math.max(lastDeparture, time.now() + delay);
        return lastDeparture - time.now();
    }

    private void settle(Timeline time) {
        while (node.listening() && !held.isEmpty()) {
            air.carry(this, held.remove());
        }
        long next = node.nextPoll();
        if (next != Timeline.NEVER && next != alarm) {
            alarm = next;
            time.after(next - time.now(), () -> ring(next, time));
        }
    }

    private void ring(long set, Timeline time) {
        if (alarm == set) {
            alarm = Timeline.NEVER;
            if (node.nextPoll() <= time.now()) {
                node.poll(time.now());
            }
            settle(time);
        }
    }
}
