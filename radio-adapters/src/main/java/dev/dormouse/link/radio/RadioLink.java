package dev.dormouse.link.radio;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.serial.Line;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** A radio adapter on a serial line as a {@link DatagramLink}; what is particular to its kind is the {@link RadioDriver}'s. */
public final class RadioLink implements DatagramLink {
    /** So many datagrams from other threads may wait for the loop. */
    private static final int MOST_HANDED_OVER = 1024;

    /** Seconds; ZigBee has one octet for them, and 255 of them is for ever. */
    public static final int LONGEST_JOINING = 254;

    private static final long CLOSING_MILLIS = 2000;
    private static final long CLOSING_POLL_MILLIS = 20;

    private final String name;
    private final EventLoop loop;
    private final Line line;
    private final RadioDriver driver;
    private final Outbox outbox;
    private final Tally traffic = new Tally();
    private final Tally tally = new Tally();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final @Nullable FrameTrace trace;
    private @Nullable Receiver receiver;
    private String toldState = "";

    /**
     * A link that is not started yet.
     *
     * @param name the name given in the configuration
     * @param loop any event loop; links may share it
     * @param driver makes the driver, given what it may do
     */
    public RadioLink(String name, EventLoop loop, Line line, SendingRules rules, Function<Radio, RadioDriver> driver) {
        this(name, loop, line, rules, driver, null);
    }

    /** The same, with somebody who watches the frames. */
    public RadioLink(
            String name,
            EventLoop loop,
            Line line,
            SendingRules rules,
            Function<Radio, RadioDriver> driver,
            @Nullable FrameTrace trace) {
        this.name = name;
        this.loop = loop;
        this.line = line;
        this.trace = trace;
        this.driver = driver.apply(new Adapter());
        this.outbox = new Outbox(loop, rules, this.driver, line::isWritable, this::outcome);
    }

    @Override
    public String name() {
        return name;
    }

    /** Begins to open the device; returns at once, whether it is there or not. */
    @Override
    public void start(Receiver whoHears) {
        loop.execute(() -> {
            receiver = whoHears;
            line.start(new LineEvents());
        });
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return driver.largestDatagram(to);
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return driver.address(text);
    }

    @Override
    public ByteBuf buffer(int capacity) {
        return Unpooled.buffer(capacity);
    }

    @Override
    public void send(LinkAddress to, ByteBuf datagram) {
        byte[] octets = octetsOf(datagram);
        onLoop(() -> offer(
                Sending.unicast(to, driver.queueOf(to, octets), octets, outbox.expiry()), driver.largestDatagram(to)));
    }

    @Override
    public void broadcast(ByteBuf datagram, int radius) {
        byte[] octets = octetsOf(datagram);
        onLoop(() -> offer(Sending.broadcast(octets, radius, outbox.expiry()), driver.largestBroadcast()));
    }

    private void offer(Sending sending, int largest) {
        if (sending.datagram().length > largest) {
            outcome(sending, Outcome.TOO_LARGE);
        } else {
            outbox.offer(sending);
        }
    }

    /**
     * Lets new nodes into the network of the adapter, in place of what was permitted before. Any thread.
     *
     * @param seconds for how long: 0 ends it, 1 to 254
     * @return what came of it, told on the loop
     */
    public CompletionStage<JoinAnswer> permitJoin(int seconds) {
        if (seconds < 0 || seconds > LONGEST_JOINING) {
            throw new IllegalArgumentException("0 to " + LONGEST_JOINING + " seconds, not " + seconds);
        }
        CompletableFuture<JoinAnswer> answer = new CompletableFuture<>();
        onLoop(() -> driver.permitJoin(seconds, answer::complete));
        return answer;
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        if (handedOver.incrementAndGet() > MOST_HANDED_OVER) {
            handedOver.decrementAndGet();
            tally.count("dropped: handed over too fast");
            return;
        }
        try {
            loop.execute(() -> {
                handedOver.decrementAndGet();
                task.run();
            });
        } catch (RejectedExecutionException loopHasEnded) {
            handedOver.decrementAndGet();
            tally.count("outcome: link-down");
        }
    }

    @Override
    public Map<String, Long> traffic() {
        return traffic.all();
    }

    @Override
    public Map<String, Long> counts() {
        return tally.all();
    }

    /** As the port says, within two seconds. Not from the link's loop. */
    @Override
    public void close() {
        if (loop.inEventLoop()) {
            throw new IllegalStateException("Link " + name + " must not be closed from its own loop");
        }
        CountDownLatch closed = new CountDownLatch(1);
        long deadline = loop.ticker().nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS);
        try {
            loop.execute(() -> closeWhenIdle(deadline, closed));
            closed.await(2 * CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException loopHasEnded) {
            line.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeWhenIdle(long deadline, CountDownLatch closed) {
        if (outbox.isUp() && !outbox.isIdle() && loop.ticker().nanoTime() - deadline < 0) {
            ScheduledFuture<?> unused =
                    loop.schedule(() -> closeWhenIdle(deadline, closed), CLOSING_POLL_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        line.close();
        outbox.down();
        driver.onLost();
        closed.countDown();
    }

    private static byte[] octetsOf(ByteBuf datagram) {
        try {
            return ByteBufUtil.getBytes(datagram);
        } finally {
            datagram.release();
        }
    }

    private void outcome(Sending sending, Outcome outcome) {
        boolean good = outcome == Outcome.SENT || outcome == Outcome.DELIVERED;
        (good ? traffic : tally).count("outcome: " + outcome.text());
        if (!sending.isBroadcast()) {
            tell(() -> receiver().onOutcome(sending.to(), outcome));
        }
    }

    private void isDown(String reason) {
        outbox.down();
        state(false, reason);
    }

    private void state(boolean up, String detail) {
        if (!detail.equals(toldState)) {
            toldState = detail;
            if (up) {
                Logger.info("Link {} is up: {}", name, detail);
            } else {
                Logger.warn("Link {} is down: {}", name, detail);
            }
        }
        tell(() -> receiver().onLinkState(up, detail));
    }

    private Receiver receiver() {
        return Objects.requireNonNull(receiver);
    }

    /** An error of the receiver must not end the link. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error bug) {
            tally.count("receiver failed");
            Logger.error(bug, "Link {}: the receiver failed", name);
        }
    }

    /** From the line to the driver. */
    private final class LineEvents implements Line.Listener {
        @Override
        public void onOpen(String device) {
            traffic.count("opened");
            Logger.info("Link {}: {} is open", name, device);
            driver.onOpen();
        }

        @Override
        public void onOctets(byte[] octets) {
            driver.onOctets(octets);
            tell(() -> receiver().onBatchEnd());
        }

        @Override
        public void onLost(String reason) {
            tally.count("lost");
            driver.onLost();
            isDown(reason);
        }
    }

    /** What the driver may do. */
    private final class Adapter implements Radio {
        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void write(byte[] frame) {
            write(frame, () -> {});
        }

        @Override
        public void write(byte[] frame, Runnable whenWritten) {
            int octets = frame.length;
            boolean taken = line.write(frame, () -> {
                whenWritten.run();
                outbox.pump();
            });
            if (taken) {
                outbox.paceFor(octets);
            } else {
                tally.count("not written");
            }
        }

        @Override
        public void wires(boolean dtr, boolean rts) {
            line.wires(dtr, rts);
        }

        @Override
        public void up(String description) {
            state(true, description);
            outbox.up();
        }

        @Override
        public void down(String reason) {
            isDown(reason);
        }

        @Override
        public void reopen(String reason) {
            line.reopen(reason);
        }

        @Override
        public void received(LinkAddress from, byte[] datagram) {
            traffic.count("received");
            tell(() -> receiver().onDatagram(from, Unpooled.wrappedBuffer(datagram)));
        }

        @Override
        public void settle(Sending sending, Outcome outcome) {
            if (!outbox.settle(sending, outcome)) {
                tally.count("stale answers");
            }
        }

        @Override
        public void retry(Sending sending, Duration pause) {
            outbox.retry(sending, pause.toNanos());
        }

        @Override
        public void windowGrew() {
            outbox.pump();
        }

        @Override
        public void count(String what) {
            tally.count(what);
        }

        @Override
        public void trace(FrameTrace.Direction direction, byte[] frame, Supplier<String> description) {
            if (trace != null) {
                trace.frame(direction, frame, description.get());
            }
        }
    }
}
