package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.fleet.MessagePlan;
import dev.dormouse.sim.profile.Quirk;
import dev.dormouse.sim.run.Mark;

/** Judges what devices publish. */
final class Uplink {
    private final Tally tally;
    private final Findings findings;
    private final double late;

    /** Late is what takes longer than so many microseconds. */
    Uplink(Tally tally, Findings findings, double late) {
        this.tally = tally;
        this.findings = findings;
        this.late = late;
    }

    void sent(Book book, Mark mark, int payloadHash, long now) {
        Line.Entry entry = book.line(mark).open(mark.number(), payloadHash, now);
        int qos = book.plan(mark).qos();
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
    void end(Book book, Mark mark, boolean confirmed) {
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        if (entry != null) {
            entry.confirmed |= confirmed;
            entry.ended = true;
            line.settleIfDone(entry);
        }
    }

    /** A message of the device of this book has arrived at the far end. */
    void arrived(Book book, Mark mark, String topic, Bytes payload, long now) {
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
        } else if (entry == null) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "was never sent");
        } else {
            arriveFirst(book, mark, message, entry, payload, now);
        }
    }

    private void arriveFirst(Book book, Mark mark, MessagePlan message, Line.Entry entry, Bytes payload, long now) {
        Line line = book.line(mark);
        tally.arrived++;
        line.arrive(mark.number());
        long took = Math.max(0, now - entry.sentAt);
        tally.uplink.add(took);
        if (payload.hashCode() != entry.payloadHash && book.link().up().corruption() == 0) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "arrived with another payload");
        }
        boolean givenUp = entry.ended && !entry.confirmed;
        if (now - entry.awaitedSince > late && !givenUp) {
            findings.add(Finding.Kind.LATE, book, mark, message.qos(), now, "took " + took / 1000 + " ms");
        }
        boolean ordered = message.qos() >= 1
                && book.group().profile().keepsOrder()
                && !book.group().profile().has(Quirk.DOES_NOT_AWAIT_PUBACK);
        if (ordered && !givenUp && mark.number() < line.highestArrived) {
            findings.add(
                    Finding.Kind.OUT_OF_ORDER,
                    book,
                    mark,
                    message.qos(),
                    now,
                    "came after number " + line.highestArrived);
        }
        line.highestArrived = Math.max(line.highestArrived, mark.number());
        if (message.qos() < 1) {
            entry.ended = true;
        }
        line.settleIfDone(entry);
    }
}
