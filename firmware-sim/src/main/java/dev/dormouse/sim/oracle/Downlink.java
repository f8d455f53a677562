package dev.dormouse.sim.oracle;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Conditions;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.profile.Quirk;
import dev.dormouse.sim.run.Mark;

/** Judges what devices get. */
final class Downlink {
    private final Tally tally;
    private final Findings findings;

    Downlink(Tally tally, Findings findings) {
        this.tally = tally;
        this.findings = findings;
    }

    /** The far end has sent something to the device of this book. */
    void commanded(Book book, Mark mark, int payloadHash, long now) {
        Line.Entry entry = book.line(mark).open(mark.number(), payloadHash, now);
        GroupPlan group = book.group();
        int qos = book.plan(mark).qos();
        String topic = book.topic(mark);
        int heard = Filters.highestQos(book.heard, topic);
        if (heard < 0) {
            tally.commandsUnheard++;
        }
        boolean outlives = !group.cleanSession() || (group.sleep() == null && !book.everLost);
        // Promised only to a device that has subscribed to this topic in a session that outlives its absence.
        entry.confirmed = outlives && qos >= 1 && heard >= 1;
        int highest = Filters.highestQos(book.unit.device().setup().subscriptions(), topic);
        entry.mayArriveTwice = Math.min(qos, highest) == 1 || takesTwice(group);
    }

    /** Whether devices may take QoS 2 twice without the gateway's doing. */
    private static boolean takesTwice(GroupPlan group) {
        Conditions down = group.link().down();
        // A gateway may repeat what its dongle thinks has not arrived.
        boolean unsure = group.link().carrier() instanceof Carrier.RadioDongle dongle
                && dongle.air().ackLoss() > 0;
        boolean copies = down.duplication() > 0 || down.mixesOrder() || unsure;
        return group.profile().has(Quirk.REPEATS_QOS_2)
                || (copies && group.profile().has(Quirk.FORGETS_QOS_2_AT_PUBREL));
    }

    /** Something with a mark has come to the device of this book. */
    void delivered(Book book, Mark mark, String topic, String payload, long now) {
        int qos = book.plan(mark).qos();
        Line line = book.line(mark);
        Line.Entry entry = line.find(mark.number());
        if (mark.unit() != book.unit.index() || (entry == null && !line.hasArrived(mark.number()))) {
            findings.add(Finding.Kind.UNEXPECTED, book, mark, qos, now, "came to a device that it was not meant for");
        } else if (line.hasArrived(mark.number())) {
            tally.repeatedArrivals++;
            if (!line.mayArriveTwice(mark.number())) {
                findings.add(Finding.Kind.DUPLICATED, book, mark, qos, now, "arrived again");
            }
        } else if (entry != null) {
            tally.commandsDelivered++;
            line.arrive(mark.number());
            tally.downlink.add(Math.max(0, now - entry.sentAt));
            if (qos >= 1 && mark.number() < line.highestArrived) {
                findings.add(
                        Finding.Kind.OUT_OF_ORDER, book, mark, qos, now, "came after number " + line.highestArrived);
            }
            line.highestArrived = Math.max(line.highestArrived, mark.number());
            entry.ended = true;
            line.settleIfDone(entry);
        }
    }
}
