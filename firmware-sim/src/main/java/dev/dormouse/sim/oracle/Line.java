package dev.dormouse.sim.oracle;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of one kind of one device: the open ones in full, of the settled ones only that they have arrived. */
final class Line {
    private static final int MANY = 16;

    private final List<Entry> open = new ArrayList<>(1);
    private final BitSet arrived = new BitSet();
    private final BitSet twice = new BitSet();
    int highestArrived;
    private int highestSent;

    /** A message that is not settled yet. */
    static final class Entry {
        final int number;
        final int payloadHash;
        final long sentAt;
        boolean confirmed;
        boolean ended;
        /** Since when there has been nothing but the gateway to keep it from arriving. */
        long awaitedSince;

        boolean mayArriveTwice;
        /** Whether the far end may have been away from the broker when it came there. */
        boolean mayBeMissed;
        /** Whether it can be late. */
        boolean timed = true;
        /** Whether more than its arrival is waited for. */
        boolean answered;
        /** The packets around it, if it did not come for some time. */
        List<String> history = List.of();

        Entry(int number, int payloadHash, long sentAt) {
            this.number = number;
            this.payloadHash = payloadHash;
            this.sentAt = sentAt;
            this.awaitedSince = sentAt;
        }

        private boolean promisesNothing() {
            return !confirmed && (ended || !answered);
        }
    }

    Entry open(int number, int payloadHash, long now) {
        Entry entry = new Entry(number, payloadHash, now);
        open.add(entry);
        highestSent = Math.max(highestSent, number);
        return entry;
    }

    /** Forgets what was sent before some time and promises nothing. */
    void forget(long before) {
        if (open.size() >= MANY) {
            open.stream()
                    .filter(entry -> entry.sentAt < before && entry.promisesNothing())
                    .toList()
                    .forEach(this::settle);
        }
    }

    /** Whether it was sent at all. */
    boolean wasSent(int number) {
        return number <= highestSent;
    }

    @Nullable
    Entry find(int number) {
        for (Entry entry : open) {
            if (entry.number == number) {
                return entry;
            }
        }
        return null;
    }

    boolean hasArrived(int number) {
        return arrived.get(number);
    }

    void arrive(int number) {
        arrived.set(number);
        highestArrived = Math.max(highestArrived, number);
    }

    void settleIfDone(Entry entry) {
        if (entry.ended && hasArrived(entry.number)) {
            settle(entry);
        }
    }

    /** Forgets a message but for what later arrivals of it are judged by. */
    private void settle(Entry entry) {
        open.remove(entry);
        if (entry.mayArriveTwice) {
            twice.set(entry.number);
        }
    }

    boolean mayArriveTwice(int number) {
        Entry entry = find(number);
        return entry == null ? twice.get(number) : entry.mayArriveTwice;
    }

    /** The last one that has arrived may do so again; there is only one on the way at a time. */
    void lastMayArriveTwice() {
        if (highestArrived > 0) {
            twice.set(highestArrived);
        }
    }

    /** What the device has not finished it can go on with from now. */
    void resume(long now) {
        for (Entry entry : open) {
            if (!entry.ended) {
                entry.awaitedSince = now;
            }
        }
    }

    /** The far end hears again: nothing could arrive before, and what is open never may unless the broker has kept everything for it. */
    void farEndHearsAgain(boolean everything, long now) {
        for (Entry entry : open) {
            entry.awaitedSince = now;
            entry.mayBeMissed |= !everything;
        }
    }

    List<Entry> open() {
        return open;
    }
}
