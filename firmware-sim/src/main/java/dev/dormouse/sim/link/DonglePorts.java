package dev.dormouse.sim.link;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.dongle.Air;
import dev.dormouse.sim.dongle.DongleRunner;
import dev.dormouse.sim.dongle.FaultScript;
import dev.dormouse.sim.dongle.Node;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Tally;
import dev.dormouse.sim.dongle.Timeline;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The devices behind a simulated radio dongle, as nodes of its air. The dongle plays in a thread of its own, by the computer's time. */
public final class DonglePorts implements AutoCloseable {
    private final String name;
    private final Consumer<String> news;
    private final Tally tally = new Tally();
    private final Air air;
    private final DongleRunner runner;
    private final Thread player;
    private final LongAdder dropped = new LongAdder();
    private int nodes;
    private volatile @Nullable IOException failure;

    /**
     * A dongle that is not plugged in yet.
     *
     * @param name in what is told
     * @param news hears of plugging and faults, and at the end what was counted
     */
    public DonglePorts(String name, Carrier.RadioDongle plan, long seed, Consumer<String> news) {
        this.name = name;
        this.news = news;
        Timeline time = new Timeline();
        air = new Air(time, plan.air(), seed);
        runner = new DongleRunner(
                plan.pty(), time, air, new FaultScript(plan.faults(), time, seed), tally, plan.maker(), this::tell);
        player = new Thread(this::play, "dongle " + name);
        player.setDaemon(true);
    }

    /**
     * Opens the ports of devices on a loop; all of them before {@link #plugIn}, and one after the other.
     *
     * @param onRead called before each datagram is heard: the moment to look at the clock
     */
    public Ports on(EventLoop loop, Runnable onRead) {
        return (device, ear) -> {
            RadioNode node = new RadioNode(loop, datagram -> {
                onRead.run();
                ear.hear(datagram);
            });
            air.add(NodeAddress.numbered(nodes++), node);
            return node;
        };
    }

    /**
     * Makes the device and begins to play.
     *
     * @throws IOException if it cannot be made
     */
    public void plugIn() throws IOException {
        runner.plugIn();
        player.start();
    }

    private void play() {
        try {
            runner.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Why it plays no more; null while all is well. */
    public @Nullable IOException failure() {
        return failure;
    }

    private void tell(String what) {
        news.accept(name + ": " + what);
    }

    /** Pulls the dongle out and tells what it has counted. */
    @Override
    public void close() {
        player.interrupt();
        try {
            player.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        tally.counts().forEach((what, count) -> tell("total " + what + ": " + count));
        if (dropped.sum() > 0) {
            tell("total datagrams lost, the dongle is too slow: " + dropped.sum());
        }
    }

    /** One device as a node, between its loop and the thread of the dongle. */
    private final class RadioNode implements Port, Node {
        private final EventLoop loop;
        private final Port.Ear ear;
        private @Nullable Radio radio;
        private volatile boolean listening;

        RadioNode(EventLoop loop, Port.Ear ear) {
            this.loop = loop;
            this.ear = ear;
        }

        @Override
        public void start(Radio ours, long now) {
            radio = ours;
        }

        @Override
        public void send(byte[] datagram) {
            offer(ours -> ours.send(Bytes.of(datagram)));
        }

        @Override
        public void broadcast(byte[] datagram) {
            offer(ours -> ours.broadcast(Bytes.of(datagram)));
        }

        @Override
        public void receive(boolean on) {
            if (on && !listening) {
                listening = true;
                offer(Radio::wake);
            }
            listening = on;
        }

        private void offer(Consumer<Radio> action) {
            Radio ours = radio;
            if (ours != null && !runner.offer(() -> action.accept(ours))) {
                dropped.increment();
            }
        }

        @Override
        public boolean listening() {
            return listening;
        }

        @Override
        public void hear(Bytes datagram, long now) {
            loop.execute(() -> ear.hear(datagram.toArray()));
        }

        @Override
        public void poll(long now) {
            // It is the device that has a clock.
        }

        @Override
        public long nextPoll() {
            return Timeline.NEVER;
        }

        /** A radio has one address. */
        @Override
        public void rebind() {}

        @Override
        public void close() {
            receive(false);
        }
    }
}
