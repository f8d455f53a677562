package dev.dormouse.sim.oracle;

import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.fleet.MessagePlan;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of one device: a line for each kind of its messages, and after them for each kind of command to it. */
final class Book {
    final Unit unit;
    private final Line[] lines;
    /** The filters to which it has subscribed; most devices have one or none. */
    List<Subscription> heard = List.of();

    final Wills.@Nullable Watch will;

    Book(Unit unit) {
        this.unit = unit;
        this.will = unit.group().will() == null || unit.group().sleep() != null ? null : new Wills.Watch();
        this.lines = new Line[messages() + group().commands().size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line();
        }
    }

    GroupPlan group() {
        return unit.group();
    }

    LinkPlan link() {
        return group().link();
    }

    /** How many of the lines are of messages. */
    int messages() {
        return group().messages().size();
    }

    List<Line> lines() {
        return Arrays.asList(lines);
    }

    List<Line> messageLines() {
        return lines().subList(0, messages());
    }

    /** Of the commands to it. */
    List<Line> commandLines() {
        return lines().subList(messages(), lines.length);
    }

    Line line(Mark mark) {
        return lines[mark.line()];
    }

    boolean isMessage(Mark mark) {
        return mark.line() < messages();
    }

    boolean isCommand(Mark mark) {
        return !isMessage(mark) && mark.line() < lines.length;
    }

    MessagePlan plan(Mark mark) {
        return isMessage(mark)
                ? group().messages().get(mark.line())
                : group().commands().get(mark.line() - messages());
    }

    /** The topic of a message of this device, or of a command to it. */
    String topic(Mark mark) {
        return plan(mark).topic().of(group(), unit.number()).name();
    }

    /** All to which it subscribes sooner or later. */
    List<Subscription> wanted() {
        return unit.device().setup().subscriptions();
    }

    void hears(Subscription subscription) {
        if (!heard.contains(subscription)) {
            List<Subscription> more = new ArrayList<>(heard);
            more.add(subscription);
            heard = List.copyOf(more);
        }
    }
}
