package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.MessagePlan;
import dev.dormouse.sim.profile.Quirk;
import dev.dormouse.sim.run.Mark;

/** Judges what devices publish. */
final class Uplink {
    /** How long something is remembered that was not promised. */
    static final double MEMORY = 300 * Ticks.SECOND;

    private final Tally tally;
    private final Findings findings;
    private final Suspects suspects;
    private final double late;
    private final boolean garbles;
    private final long memory;

    /**
     * For one run.
     *
     * @param late is what takes longer than so many microseconds
     * @param garbles whether bits may be turned on the way of some devices
     */
    Uplink(Tally tally, Findings findings, Suspects suspects, double late, boolean garbles) {
        this.suspects = suspects;
        this.garbles = garbles;
        this.tally = tally;
        this.findings = findings;
        this.late = late;
        this.memory = (long) Math.max(MEMORY, 2 * late);
    }

    void sent(Book book, Mark mark, int payloadHash, long now) {
        Line line = book.line(mark);
        line.forget(now - memory);
        Line.Entry entry = line.open(mark.number(), payloadHash, now);
        int qos = book.plan(mark).qos();
        entry.answered = qos >= 1 && !book.group().profile().has(Quirk.DOES_NOT_AWAIT_PUBACK);
        entry.mayArriveTwice = qos == 1
                || (qos == 2 && book.group().profile().has(Quirk.REPEATS_PUBLISH_AFTER_PUBREC))
                || (qos < 1 && book.link().up().duplication() > 0);
    }

    void sentAnew(Book book, Mark mark) {
        Line.Entry entry = book.line(mark).find(mark.number());
        if (entry != null) {
            entry.mayArriveTwice = true;
        }
    }

    /** The device is done with it: it is acknowledged, or was given up. */
    void end(Book book, Mark mark, boolean confirmed, long now) {
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        if (entry != null) {
            entry.confirmed |= confirmed && !Excuses.garbles(book.link());
            entry.ended = true;
            line.settleIfDone(entry);
            if (entry.confirmed) {
                suspects.watch(book, line, entry, now);
            }
        }
    }

    /** A device is connected again. An outage may have kept it from going on with what it has not finished. */
    void connected(Book book, long now) {
        if (!book.link().outages().isEmpty()) {
            book.messageLines().forEach(line -> line.resume(now));
        }
    }

    /** A message of the device of this book has arrived at the far end. */
    void arrived(Book book, Mark mark, String topic, Bytes payload, long now) {
        if (mayBeGarbled(book, mark, topic)) {
            count(book, mark, now);
            return;
        }
        MessagePlan message = book.plan(mark);
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        if (!topic.equals(book.topic(mark))) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "arrived under " + topic);
        } else if (line.hasArrived(mark.number())) {
            tally.repeatedArrivals++;
            if (!line.mayArriveTwice(mark.number())) {
                findings.add(Finding.Kind.DUPLICATED, book, mark, message.qos(), now, "arrived again");
            }
        } else if (entry == null && line.wasSent(mark.number())) {
            count(book, mark, now);
        } else if (entry == null) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "was never sent");
        } else {
            arriveFirst(book, mark, message, entry, payload, now);
        }
    }

    /** Whether bits may have been turned on the way, maybe those that tell whose message it is. */
    private boolean mayBeGarbled(Book book, Mark mark, String topic) {
        boolean shared = book.plan(mark).topic().pattern().indexOf('{') < 0;
        return Excuses.garbles(book.link()) || (garbles && (shared || !topic.equals(book.topic(mark))));
    }

    private void count(Book book, Mark mark, long now) {
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        boolean again = line.hasArrived(mark.number());
        if (again) {
            tally.repeatedArrivals++;
        } else if (line.wasSent(mark.number())) {
            tally.arrived++;
            line.arrive(mark.number());
        }
        if (entry != null && !again) {
            tally.uplink.add(Math.max(0, now - entry.sentAt));
            entry.ended |= !entry.answered;
            line.settleIfDone(entry);
            suspects.release(entry);
        }
    }

    private void arriveFirst(Book book, Mark mark, MessagePlan message, Line.Entry entry, Bytes payload, long now) {
        Line line = book.line(mark);
        if (payload.hashCode() != entry.payloadHash) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "arrived with another payload");
        }
        boolean givenUp = entry.ended && !entry.confirmed;
        long since = Math.max(entry.awaitedSince, Excuses.lastOutage(book.link(), now));
        if (now - since > late && !givenUp) {
            String took = "took " + (now - entry.sentAt) / 1000 + " ms";
            findings.add(Finding.Kind.LATE, book, mark, message.qos(), now, took);
        }
        boolean ordered = message.qos() >= 1
                && book.group().profile().keepsOrder()
                && !book.group().profile().has(Quirk.DOES_NOT_AWAIT_PUBACK);
        if (ordered && !givenUp && mark.number() < line.highestArrived) {
            String after = "came after number " + line.highestArrived;
            findings.add(Finding.Kind.OUT_OF_ORDER, book, mark, message.qos(), now, after);
        }
        count(book, mark, now);
    }
}
