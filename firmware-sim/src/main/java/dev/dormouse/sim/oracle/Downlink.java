package dev.dormouse.sim.oracle;

import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.oracle.Finding.Kind;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Quirk;
import dev.dormouse.sim.run.Mark;
import java.util.List;

/** Judges what devices get. A command is promised to the device that it was sent to; others may hear it if they have asked for it. */
final class Downlink {
    private final Tally tally;
    private final Findings findings;
    private final Suspects suspects;
    private final double late;
    private final long memory;

    /** Late is what takes longer than so many microseconds. */
    Downlink(Tally tally, Findings findings, Suspects suspects, double late) {
        this.suspects = suspects;
        this.memory = (long) Math.max(Uplink.MEMORY, 2 * late);
        this.tally = tally;
        this.findings = findings;
        this.late = late;
    }

    /** The far end has sent something to the device of this book. */
    void commanded(Book book, Mark mark, int payloadHash, long now) {
        Line line = book.line(mark);
        line.forget(now - memory);
        Line.Entry entry = line.open(mark.number(), payloadHash, now);
        GroupPlan group = book.group();
        int heard = Filters.highestQos(book.heard, book.topic(mark));
        if (heard < 0) {
            tally.commandsUnheard++;
        }
        // Promised only to a device that has subscribed to this topic in a session that outlives its sleep.
        boolean outlives = !group.cleanSession() || group.sleep() == null;
        entry.confirmed = outlives && Math.min(heard, book.plan(mark).qos()) >= 1 && takes(book, mark);
        entry.timed = heard >= 0
                && group.sleep() == null
                && !Excuses.closes(book.link().nat());
        entry.mayArriveTwice = book.plan(mark).retain() || mayComeTwice(book, mark);
        if (entry.confirmed && group.sleep() == null) {
            suspects.watch(book, line, entry, now);
        }
    }

    /** Whether the client can be relied on to take what comes. */
    private static boolean takes(Book book, Mark mark) {
        Profile profile = book.group().profile();
        boolean deaf = profile.has(Quirk.REFUSES_UNUSUAL_PUBLISH)
                && (book.plan(mark).topic().type() == TopicIdType.PREDEFINED || qos(book, mark) >= 2);
        boolean deafToRepetitions = profile.has(Quirk.REFUSES_UNUSUAL_PUBLISH) || profile.has(Quirk.IGNORES_DISCONNECT);
        boolean nameless = profile.has(Quirk.IGNORES_REGISTER)
                && book.heard.stream().noneMatch(each -> each.topic().name().equals(book.topic(mark)));
        boolean garbled = Excuses.garbles(book.link());
        return !deaf && !nameless && !garbled && !(deafToRepetitions && Excuses.loses(book.link()));
    }

    /** The QoS with which a command comes: the lower one of its own and of the subscription; -1 if it does not. */
    static int qos(Book book, Mark mark) {
        return Math.min(book.plan(mark).qos(), Filters.highestQos(book.wanted(), book.topic(mark)));
    }

    /** Whether it may come twice without the gateway's doing. */
    private static boolean mayComeTwice(Book book, Mark mark) {
        Profile profile = book.group().profile();
        int qos = qos(book, mark);
        boolean doubles = Excuses.doublesDown(book.link());
        boolean copies = doubles || book.link().down().mixesOrder();
        return switch (Math.max(0, qos)) {
                    case 0 -> doubles;
                    case 1 -> true;
                    default ->
                        profile.has(Quirk.REPEATS_QOS_2) || (copies && profile.has(Quirk.FORGETS_QOS_2_AT_PUBREL));
                }
                // A broker may send a copy for each subscription (MQTT 3.1.1 §3.3.5).
                || book.wanted().stream()
                                .filter(each -> Filters.cover(each.topic().name(), book.topic(mark)))
                                .count()
                        > 1;
    }

    /** Something of the device of one book has come to the device of another, which may be the same. */
    void delivered(Book book, Book of, Mark mark, String topic, String payload, long now) {
        if (Excuses.garbles(book.link()) || (of.isMessage(mark) && Excuses.garbles(of.link()))) {
            count(book, of, mark, now);
        } else if (!topic.equals(of.topic(mark))) {
            findings.add(
                    Kind.UNEXPECTED, book, mark, qos(of, mark), now, whose(book, of, mark) + "came under " + topic);
        } else if (Filters.highestQos(book.wanted(), topic) < 0) {
            String what = "came under " + topic + ", to which this device has not subscribed";
            findings.add(Kind.UNEXPECTED, book, mark, qos(of, mark), now, whose(book, of, mark) + what);
        } else if (isFor(book, of, mark)) {
            judge(book, mark, payload, now);
        }
    }

    private static boolean isFor(Book book, Book of, Mark mark) {
        return book == of && book.isCommand(mark);
    }

    private static String whose(Book book, Book of, Mark mark) {
        return book == of ? "" : (of.isCommand(mark) ? "sent to " : "from ") + of.unit.id() + ", ";
    }

    private void judge(Book book, Mark mark, String payload, long now) {
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        int qos = qos(book, mark);
        if (line.hasArrived(mark.number())) {
            tally.repeatedArrivals++;
            if (!line.mayArriveTwice(mark.number())) {
                findings.add(Kind.DUPLICATED, book, mark, qos, now, "arrived again");
            }
        } else if (entry == null && line.wasSent(mark.number())) {
            count(book, book, mark, now);
        } else if (entry == null) {
            findings.add(Kind.UNEXPECTED, book, mark, qos, now, "was never sent");
        } else {
            if (payload.hashCode() != entry.payloadHash) {
                findings.add(Kind.UNEXPECTED, book, mark, qos, now, "came with another payload");
            }
            long since = Math.max(entry.awaitedSince, Excuses.lastOutage(book.link(), now));
            if (entry.timed && now - since > late) {
                String took = "took " + (now - entry.sentAt) / 1000 + " ms";
                findings.add(Kind.LATE, book, mark, qos, now, took);
            }
            if (qos >= 1 && mark.number() < line.highestArrived) {
                findings.add(Kind.OUT_OF_ORDER, book, mark, qos, now, "came after number " + line.highestArrived);
            }
            count(book, book, mark, now);
        }
    }

    private void count(Book book, Book of, Mark mark, long now) {
        Line line = of.line(mark);
        Line.Entry entry = line.find(mark.number());
        if (!isFor(book, of, mark) || !line.wasSent(mark.number())) {
            return;
        }
        if (line.hasArrived(mark.number())) {
            tally.repeatedArrivals++;
            return;
        }
        tally.commandsDelivered++;
        line.arrive(mark.number());
        if (entry != null) {
            tally.downlink.add(Math.max(0, now - entry.sentAt));
            entry.ended = true;
            line.settleIfDone(entry);
            suspects.release(entry);
        }
    }

    private void promiseNothing(Line.Entry entry) {
        entry.confirmed = false;
        suspects.release(entry);
    }

    /** What a state changes in what is promised. */
    void stateChanged(Book book, DeviceState from, DeviceState to, long now) {
        boolean gone = to == DeviceState.LOST || to == DeviceState.OFF || to == DeviceState.DISCONNECTED;
        boolean ends = book.group().cleanSession() && (gone || to == DeviceState.CONNECTING);
        if (ends) {
            book.heard = List.of();
        }
        boolean exits = to == DeviceState.LOST && book.group().profile().has(Quirk.EXITS_ON_FAILURE);
        for (Line line : book.commandLines()) {
            if (ends) {
                line.open().forEach(this::promiseNothing);
            }
            if (to == DeviceState.OFF || exits) {
                // What it has half received it may have forgotten.
                line.lastMayArriveTwice();
            }
            if (from == DeviceState.CONNECTING && to == DeviceState.ACTIVE) {
                line.resume(now);
            }
        }
    }
}
