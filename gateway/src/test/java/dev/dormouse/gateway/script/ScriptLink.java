package dev.dormouse.gateway.script;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A network whose devices are a script: keeps what is sent, per address, until the script has looked at it. */
final class ScriptLink implements DatagramLink {
    /** Where everybody listens. */
    static final At ALL = new At("everybody");

    private final Chart chart;
    private final Map<LinkAddress, Queue<Packet>> unheard = new LinkedHashMap<>();
    private int largestDatagram = 1400;
    private boolean reachesAll;
    private boolean failing;
    private @Nullable Receiver receiver;

    ScriptLink(Chart chart) {
        this.chart = chart;
    }

    void largestDatagram(int octets) {
        largestDatagram = octets;
    }

    /** The next datagram cannot be sent, in a way that nobody thought of. */
    void failsOnce() {
        failing = true;
    }

    /** A device sends. */
    void hand(At from, Packet packet) {
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        chart.note(from.text() + " ──▶ gateway", packet);
        ByteBuf datagram = Unpooled.wrappedBuffer(packet.octets());
        receiver.onDatagram(from, datagram);
        receiver.onBatchEnd();
        if (datagram.refCnt() != 1) {
            throw chart.failure("the gateway must only borrow the datagram");
        }
        datagram.release();
    }

    void tell(At to, Outcome outcome) {
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        receiver.onOutcome(to, outcome);
    }

    /** The first datagram to an address that nobody has looked at, or null. */
    @Nullable
    Packet poll(At address) {
        Queue<Packet> queue = unheard.get(address);
        return queue == null ? null : queue.poll();
    }

    /** Anything that nobody has looked at, or null. */
    @Nullable
    String anyUnheard() {
        for (Map.Entry<LinkAddress, Queue<Packet>> entry : unheard.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                return entry.getKey().text() + " heard " + entry.getValue().element();
            }
        }
        return null;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public void start(Receiver newReceiver) {
        receiver = newReceiver;
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return largestDatagram;
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return text.indexOf('/') < 0 ? new At(text) : null;
    }

    @Override
    public ByteBuf buffer(int capacity) {
        return Unpooled.buffer(capacity);
    }

    /** There is a way to all devices at once; what goes there is heard at {@link #ALL}. */
    void reachesEverybody() {
        reachesAll = true;
    }

    @Override
    public boolean reachesAll() {
        return reachesAll;
    }

    @Override
    public void send(LinkAddress to, ByteBuf datagram) {
        Packet packet = Packet.of(ByteBufUtil.getBytes(datagram));
        datagram.release();
        if (failing) {
            failing = false;
            throw new IllegalStateException("the script wants this to fail");
        }
        chart.note(to.text() + " ◀── gateway", packet);
        String violation = WireRules.violation(packet);
        if (violation != null) {
            throw chart.failure("the gateway must never send this: " + violation);
        }
        unheard.computeIfAbsent(to, a -> new ArrayDeque<>()).add(packet);
    }

    @Override
    public void broadcast(ByteBuf datagram, int radius) {
        if (!reachesAll || radius != 0) {
            throw chart.failure("nothing was to be broadcast");
        }
        send(ALL, datagram);
    }

    @Override
    public void close() {}
}
