package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Payload;
import dev.dormouse.bench.load.Reactor;
import dev.dormouse.bench.meter.Latencies;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends at a given rate, whatever comes back, and counts what arrives in time: not later than 5 % of the run after its end, so
 * that a gateway that only queues does not pass as keeping up.
 */
final class OpenLoop {
    /** Sends one message. */
    @FunctionalInterface
    interface Sender {
        /** Sends the message with this number; false if there is no room for it now. */
        boolean send(long number, Payload payload) throws IOException;
    }

    /**
     * What came of one run.
     *
     * @param sent messages that were sent
     * @param arrived those of them that arrived in time
     * @param seconds how long it was sending
     * @param reachedRate whether the load generator could send as fast as it should
     * @param latencies from sending to arrival
     */
    record Outcome(long sent, long arrived, double seconds, boolean reachedRate, Latencies latencies) {
        double lostShare() {
            return sent == 0 ? 0 : 1 - (double) arrived / sent;
        }
    }

    private static final double DRAIN_SHARE = 0.05;
    private static final long QUIET_MILLIS = 125;
    private static final long SETTLE_MILLIS = 3_000;
    private static final double NEARLY = 0.95;

    private final Reactor reactor;
    private final Sender sender;
    private int run;
    private long arrivedOfAny;
    private Latencies latencies = new Latencies();

    OpenLoop(Reactor reactor, Sender sender) {
        this.reactor = reactor;
        this.sender = sender;
    }

    /** To be told of each message that arrives. */
    void onMessage(ByteBuffer octets) {
        Payload payload = Payload.read(octets);
        arrivedOfAny++;
        if (payload.run() == run) {
            latencies.add(System.nanoTime() - payload.sentAt());
        }
    }

    /** Sends so many messages per second for some seconds. */
    Outcome run(int rate, double seconds) throws IOException {
        run++;
        Latencies mine = new Latencies();
        latencies = mine;
        long begin = System.nanoTime();
        long sent = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            long due = (long) (rate * elapsed);
            while (sent < due && sender.send(sent, Payload.now(run))) {
                sent++;
            }
            reactor.turn();
            elapsed = (System.nanoTime() - begin) / 1e9;
        }
        long all = sent;
        reactor.turnUntil(() -> mine.count() >= all, Math.round(DRAIN_SHARE * seconds * 1000));
        Outcome outcome =
                new Outcome(sent, Math.min(sent, mine.count()), elapsed, sent >= NEARLY * rate * seconds, mine);
        latencies = new Latencies(); // what comes later came too late
        settle();
        return outcome;
    }

    // The queues of one run would otherwise be the loss of the next.
    private void settle() throws IOException {
        long end = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
        long before;
        do {
            before = arrivedOfAny;
            reactor.turnUntil(() -> false, QUIET_MILLIS);
        } while (arrivedOfAny != before && System.nanoTime() - end < 0);
    }
}
