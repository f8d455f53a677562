package dev.dormouse.link.radio;

import dev.dormouse.link.Outcome;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Decides which datagram goes next, and when: turns, window, pace, time to live; every datagram ends with one outcome. Loop only. */
final class Outbox {
    private static final int MOST_BROADCASTS_WAITING = 4;

    private final EventLoop loop;
    private final SendingRules rules;
    private final BooleanSupplier lineWritable;
    private final RadioDriver driver;
    private final BiConsumer<Sending, Outcome> outcomes;
    private final NodeQueues queues;
    private final Deque<Sending> broadcasts = new ArrayDeque<>();
    private final Pacer pacer;
    private final BroadcastLimit broadcastLimit;

    private final AnswerTimes answerTimes = new AnswerTimes();

    /** Each with the timer that ends the waiting for an answer, or first finds it late. */
    private final Map<Sending, ScheduledFuture<?>> underWay = new LinkedHashMap<>();

    private boolean up;
    private boolean pumping;
    private @Nullable ScheduledFuture<?> nextPump;
    private long nextPumpNanos;
    private @Nullable ScheduledFuture<?> sweep;

    Outbox(
            EventLoop loop,
            SendingRules rules,
            RadioDriver driver,
            BooleanSupplier lineWritable,
            BiConsumer<Sending, Outcome> outcomes) {
        this.loop = loop;
        this.rules = rules;
        this.driver = driver;
        this.lineWritable = lineWritable;
        this.outcomes = outcomes;
        this.queues = new NodeQueues(rules.perNode(), rules.total());
        this.pacer = new Pacer(rules.octetsPerSecond(), now());
        this.broadcastLimit = new BroadcastLimit(rules.broadcasts(), rules.broadcastPeriod(), now());
    }

    /** When a datagram that comes now will have waited too long. */
    long expiry() {
        return now() + rules.timeToLive().toNanos();
    }

    void offer(Sending sending) {
        if (!up) {
            outcomes.accept(sending, Outcome.LINK_DOWN);
        } else if (!enqueue(sending)) {
            outcomes.accept(sending, Outcome.BUSY);
        } else {
            if (sweep == null) {
                startSweep();
            }
            pump();
        }
    }

    private boolean enqueue(Sending sending) {
        if (sending.isBroadcast()) {
            return broadcasts.size() < MOST_BROADCASTS_WAITING && broadcasts.add(sending);
        }
        return queues.offer(sending);
    }

    boolean isUp() {
        return up;
    }

    boolean isIdle() {
        return queues.count() == 0 && broadcasts.isEmpty() && underWay.isEmpty();
    }

    void up() {
        up = true;
        pump();
    }

    /** Whatever waits or is under way has failed. */
    void down() {
        up = false;
        List<Sending> failed = new ArrayList<>(underWay.keySet());
        underWay.values().forEach(timer -> timer.cancel(false));
        underWay.clear();
        failed.addAll(queues.clear());
        failed.addAll(broadcasts);
        broadcasts.clear();
        failed.forEach(sending -> outcomes.accept(sending, Outcome.LINK_DOWN));
    }

    /** Octets went to the line, of whatever kind. */
    void paceFor(int octets) {
        pacer.sent(octets, now());
    }

    /** Sends what may go now. */
    void pump() {
        if (pumping) {
            return; // further up the stack; the loop there goes on
        }
        pumping = true;
        try {
            while (up && lineWritable.getAsBoolean() && underWay.size() < driver.window()) {
                long wait = pacer.waitNanos(now());
                if (wait > 0) {
                    pumpIn(wait);
                    return;
                }
                Sending next = nextBroadcast();
                if (next == null) {
                    next = queues.next(now(), driver.windowPerNode(), driver.windowPerNodeWithLate());
                }
                if (next == null) {
                    return;
                }
                send(next);
            }
        } finally {
            pumping = false;
        }
    }

    private @Nullable Sending nextBroadcast() {
        if (broadcasts.isEmpty()) {
            return null;
        }
        long wait = broadcastLimit.waitNanos(now());
        if (wait > 0) {
            pumpIn(wait);
            return null;
        }
        broadcastLimit.sent(now());
        return broadcasts.poll();
    }

    private void send(Sending sending) {
        if (sending.isExpired(now())) {
            queues.settled(sending);
            outcomes.accept(sending, Outcome.EXPIRED);
            return;
        }
        sending.sent(now());
        underWay.put(sending, awaitAnswer(sending));
        driver.transmit(sending);
    }

    private ScheduledFuture<?> awaitAnswer(Sending sending) {
        long patience = driver.patience(sending).toNanos();
        long lateAfter = answerTimes.lateAfterNanos(sending.queue());
        boolean othersMayFollow = driver.windowPerNodeWithLate() > driver.windowPerNode();
        return othersMayFollow && !sending.isBroadcast() && lateAfter < patience
                ? in(lateAfter, () -> late(sending, sending.sentNanos() + patience))
                : in(patience, () -> giveUp(sending));
    }

    /** The answer may still come, or be lost: the node's next datagram need not wait for that. */
    private void late(Sending sending, long giveUpNanos) {
        if (underWay.containsKey(sending)) {
            underWay.put(sending, in(Math.max(giveUpNanos - now(), 0), () -> giveUp(sending)));
            queues.late(sending);
            pump();
        }
    }

    private void giveUp(Sending sending) {
        if (underWay.containsKey(sending)) {
            driver.onGivenUp(sending);
            settle(sending, Outcome.UNKNOWN);
        }
    }

    /** False when the datagram is no longer under way. */
    boolean settle(Sending sending, Outcome outcome) {
        ScheduledFuture<?> timer = underWay.remove(sending);
        if (timer == null) {
            return false;
        }
        timer.cancel(false);
        queues.settled(sending);
        if (outcome == Outcome.DELIVERED) {
            answerTimes.measured(sending.queue(), now() - sending.sentNanos());
        }
        outcomes.accept(sending, outcome);
        pump();
        return true;
    }

    void retry(Sending sending, long pauseNanos) {
        if (sending.isBroadcast() || sending.isExpired(now() + pauseNanos)) {
            settle(sending, Outcome.BUSY);
            return;
        }
        ScheduledFuture<?> timer = underWay.remove(sending);
        if (timer != null) {
            timer.cancel(false);
            sending.holdUntil(now() + pauseNanos);
            queues.putBack(sending);
            ScheduledFuture<?> unused = in(pauseNanos, this::pump);
            pump();
        }
    }

    private void pumpIn(long nanos) {
        if (nextPump != null) {
            if (now() + nanos - nextPumpNanos >= 0) {
                return;
            }
            nextPump.cancel(false);
        }
        nextPumpNanos = now() + nanos;
        nextPump = in(nanos, () -> {
            nextPump = null;
            pump();
        });
    }

    private ScheduledFuture<?> in(long nanos, Runnable task) {
        return loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void startSweep() {
        sweep = in(rules.timeToLive().toNanos() / 4, this::sweep);
    }

    private void sweep() {
        sweep = null;
        queues.expire(now()).forEach(sending -> outcomes.accept(sending, Outcome.EXPIRED));
        if (queues.count() > 0) {
            startSweep();
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
