package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Conditions;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.fleet.MessagePlan;
import dev.dormouse.sim.profile.Quirk;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import dev.dormouse.sim.run.Witness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run. QoS 1: what a device has got acknowledged arrives. QoS 2: and it arrives once. QoS 1 and 2: in the order of sending,
 * if the device sends one at a time. All: nothing arrives that nobody has sent. What the air or a client's own mistake explains is
 * no finding.
 */
public final class Oracle implements Witness {
    private static final int FIRST_FEW = 5;
    private static final int MOST_FINDINGS = 10_000;
    private static final Set<DeviceState> CONNECTED = Set.of(DeviceState.ACTIVE, DeviceState.ASLEEP, DeviceState.AWAKE);

    private final double late;
    private final @Nullable Book[] books;
    private final Tally tally = new Tally();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding.Kind, Integer> found = new EnumMap<>(Finding.Kind.class);

    /** The lines of a device. */
    private static final class Book {
        final Unit unit;
        final Line[] lines;
        /** The filters to which it has subscribed; most devices have one or none. */
        List<Subscription> heard = List.of();

        boolean everLost;

        Book(Unit unit) {
            this.unit = unit;
            this.lines = new Line
                    [unit.group().messages().size() + unit.group().commands().size()];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = new Line();
            }
        }
    }

    /** For devices whose clocks run as fast as all others. */
    public Oracle(FleetPlan plan) {
        this(plan, 1);
    }

    /**
     * For devices whose clocks run faster.
     *
     * @param speed how many times; what is late is so by the other clocks, as it is not these that a gateway goes by
     */
    public Oracle(FleetPlan plan, double speed) {
        this.late = plan.late() * speed;
        this.books = new Book[plan.devices()];
        tally.states.put(DeviceState.OFF, plan.devices());
    }

    @Override
    public synchronized void sent(Unit unit, Mark mark, int payloadHash, long now) {
        tally.sent++;
        Line.Entry entry = line(unit, mark).open(mark.number(), payloadHash, now);
        int qos = message(unit, mark).qos();
        entry.mayArriveTwice = qos == 1
                || (qos == 2 && unit.group().profile().has(Quirk.REPEATS_PUBLISH_AFTER_PUBREC))
                || (qos < 1 && unit.group().link().up().duplication() > 0);
    }

    @Override
    public synchronized void sentAnew(Unit unit, Mark mark, long now) {
        Line.Entry entry = line(unit, mark).find(mark.number());
        if (entry != null) {
            entry.mayArriveTwice = true;
        }
    }

    @Override
    public synchronized void confirmed(Unit unit, Mark mark, long now) {
        tally.confirmed++;
        end(unit, mark, true);
    }

    @Override
    public synchronized void abandoned(Unit unit, Mark mark, String reason, long now) {
        tally.abandoned++;
        end(unit, mark, false);
    }

    private void end(Unit unit, Mark mark, boolean confirmed) {
        Line line = line(unit, mark);
        Line.Entry entry = line.find(mark.number());
        if (entry != null) {
            entry.confirmed |= confirmed;
            entry.ended = true;
            settleIfDone(line, entry);
        }
    }

    private void settleIfDone(Line line, Line.Entry entry) {
        if (entry.ended && line.hasArrived(entry.number)) {
            line.settle(entry);
        }
    }

    /** Something has arrived at the far end. */
    public synchronized void arrived(String topic, byte[] payload, long now) {
        Bytes octets = Bytes.of(payload);
        Mark mark = Mark.of(octets.toUtf8());
        Book book = mark == null || mark.unit() < 0 || mark.unit() >= books.length ? null : books[mark.unit()];
        if (mark == null || book == null) {
            tally.foreign++;
            return;
        }
        if (mark.line() == Mark.WILL) {
            tally.wills++;
            return;
        }
        if (mark.line() < 0 || mark.line() >= book.unit.group().messages().size()) {
            // A command under a topic that devices publish to as well.
            tally.foreign++;
            return;
        }
        MessagePlan message = message(book.unit, mark);
        Line line = book.lines[mark.line()];
        Line.Entry entry = line.find(mark.number());
        String expected =
                message.topic().of(book.unit.group(), book.unit.number()).name();
        if (!topic.equals(expected)) {
            find(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "arrived under " + topic);
        } else if (line.hasArrived(mark.number())) {
            arriveAgain(book, mark, message.qos(), now);
        } else if (entry == null) {
            find(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "was never sent");
        } else {
            arriveFirst(book, mark, message, entry, octets, now);
        }
    }

    private void arriveAgain(Book book, Mark mark, int qos, long now) {
        tally.repeatedArrivals++;
        if (!book.lines[mark.line()].mayArriveTwice(mark.number())) {
            find(Finding.Kind.DUPLICATED, book, mark, qos, now, "arrived again");
        }
    }

    private void arriveFirst(Book book, Mark mark, MessagePlan message, Line.Entry entry, Bytes octets, long now) {
        Line line = book.lines[mark.line()];
        GroupPlan group = book.unit.group();
        tally.arrived++;
        line.arrive(mark.number());
        long took = Math.max(0, now - entry.sentAt);
        tally.uplink.add(took);
        if (octets.hashCode() != entry.payloadHash && group.link().up().corruption() == 0) {
            find(Finding.Kind.UNEXPECTED, book, mark, message.qos(), now, "arrived with another payload");
        }
        boolean givenUp = entry.ended && !entry.confirmed;
        if (now - entry.awaitedSince > late && !givenUp) {
            find(Finding.Kind.LATE, book, mark, message.qos(), now, "took " + took / 1000 + " ms");
        }
        boolean ordered = message.qos() >= 1
                && group.profile().keepsOrder()
                && !group.profile().has(Quirk.DOES_NOT_AWAIT_PUBACK);
        if (ordered && !givenUp && mark.number() < line.highestArrived) {
            find(Finding.Kind.OUT_OF_ORDER, book, mark, message.qos(), now, "came after number " + line.highestArrived);
        }
        line.highestArrived = Math.max(line.highestArrived, mark.number());
        if (message.qos() < 1) {
            entry.ended = true;
        }
        settleIfDone(line, entry);
    }

    @Override
    public synchronized void commanded(Unit unit, Mark mark, int qos, long now) {
        tally.commanded++;
        Book book = book(unit);
        Line.Entry entry = book.lines[mark.line()].open(mark.number(), 0, now);
        GroupPlan group = unit.group();
        String topic = message(unit, mark).topic().of(group, unit.number()).name();
        int heard = Filters.highestQos(book.heard, topic);
        if (heard < 0) {
            tally.commandsUnheard++;
        }
        boolean outlives = !group.cleanSession() || (group.sleep() == null && !book.everLost);
        // Promised only to a device that has subscribed to this topic in a session that outlives its absence.
        entry.confirmed = outlives && qos >= 1 && heard >= 1;
        int highest = Filters.highestQos(unit.device().setup().subscriptions(), topic);
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

    @Override
    public synchronized void delivered(Unit unit, String topic, String payload, long now) {
        Mark mark = Mark.of(payload);
        int messages = unit.group().messages().size();
        Book book = book(unit);
        if (mark == null || mark.line() < messages || mark.line() >= book.lines.length) {
            tally.foreign++;
            return;
        }
        int qos = message(unit, mark).qos();
        Line line = book.lines[mark.line()];
        Line.Entry entry = line.find(mark.number());
        if (mark.unit() != unit.index() || (entry == null && !line.hasArrived(mark.number()))) {
            find(Finding.Kind.UNEXPECTED, book, mark, qos, now, "came to a device that it was not meant for");
        } else if (line.hasArrived(mark.number())) {
            arriveAgain(book, mark, qos, now);
        } else if (entry != null) {
            tally.commandsDelivered++;
            line.arrive(mark.number());
            tally.downlink.add(Math.max(0, now - entry.sentAt));
            if (qos >= 1 && mark.number() < line.highestArrived) {
                find(Finding.Kind.OUT_OF_ORDER, book, mark, qos, now, "came after number " + line.highestArrived);
            }
            line.highestArrived = Math.max(line.highestArrived, mark.number());
            entry.ended = true;
            settleIfDone(line, entry);
        }
    }

    @Override
    public synchronized void subscribed(Unit unit, Subscription subscription, boolean accepted, long now) {
        Book book = book(unit);
        if (accepted && !book.heard.contains(subscription)) {
            List<Subscription> more = new ArrayList<>(book.heard);
            more.add(subscription);
            book.heard = List.copyOf(more);
        }
    }

    @Override
    public synchronized void stateChanged(Unit unit, DeviceState from, DeviceState to, long now) {
        Book book = book(unit);
        tally.states.merge(from, -1, Integer::sum);
        tally.states.merge(to, 1, Integer::sum);
        if (to == DeviceState.LOST) {
            tally.losses++;
        }
        if (to == DeviceState.LOST || to == DeviceState.OFF) {
            book.everLost = true;
        }
        if (from == DeviceState.OFF) {
            Arrays.stream(book.lines).forEach(line -> line.resume(now));
        }
        if (from == DeviceState.CONNECTING && to == DeviceState.ACTIVE) {
            tally.connects++;
        }
    }

    @Override
    public synchronized void wakeEnded(Unit unit, long micros, boolean complete, long now) {
        tally.wakes++;
        traffic(unit).awakeMicros += micros;
        if (complete) {
            tally.wakeDuration.add(micros);
        } else {
            tally.wakesIncomplete++;
        }
    }

    @Override
    public synchronized void disturbed(Unit unit, V12PacketType message, long now) {
        find(Finding.Kind.ASLEEP, book(unit), message.toString(), 0, now, "came while it slept");
    }

    @Override
    public synchronized void datagram(Unit unit, boolean up, int octets, long now) {
        Traffic traffic = traffic(unit);
        if (up) {
            traffic.datagramsUp++;
            traffic.octetsUp += octets;
        } else {
            traffic.datagramsDown++;
            traffic.octetsDown += octets;
        }
    }

    private Traffic traffic(Unit unit) {
        return tally.traffic.computeIfAbsent(unit.group().name(), name -> new Traffic());
    }

    /** Whether everything that was promised has arrived; what can come no more is not waited for. */
    public synchronized boolean complete() {
        boolean[] missing = {false};
        eachMissing(missed -> missing[0] |= missed.up() || missed.hears() || missed.willHear());
        return !missing[0];
    }

    private record Missed(Book book, int line, Line.Entry entry) {
        boolean up() {
            return line < book.unit.group().messages().size();
        }

        boolean hears() {
            return CONNECTED.contains(book.unit.device().state());
        }

        boolean willHear() {
            return book.unit.group().profile().reconnects();
        }
    }

    private void eachMissing(Consumer<Missed> consumer) {
        for (Book book : books) {
            for (int i = 0; book != null && i < book.lines.length; i++) {
                for (Line.Entry entry : book.lines[i].open()) {
                    if (entry.confirmed && !book.lines[i].hasArrived(entry.number)) {
                        consumer.accept(new Missed(book, i, entry));
                    }
                }
            }
        }
    }

    /** Ends the run: what was promised and has not arrived by now is lost. All that was found, in the order of finding. */
    public synchronized List<Finding> judge() {
        tally.judged = true;
        eachMissing(missed -> {
            Book book = missed.book;
            Mark mark = new Mark(book.unit.index(), missed.line, missed.entry.number);
            boolean up = missed.up();
            if (up || missed.hears()) {
                String detail = "was sent at " + seconds(missed.entry.sentAt)
                        + (up ? " and acknowledged, but did not arrive" : " to the device and did not come");
                find(Finding.Kind.LOST, book, mark, message(book.unit, mark).qos(), missed.entry.sentAt, detail);
            }
        });
        return List.copyOf(findings);
    }

    /** How often something was found; more than are listed, if there are very many. */
    public synchronized int found(Finding.Kind kind) {
        return found.getOrDefault(kind, 0);
    }

    /** Lets somebody read the counts while nothing changes. */
    public synchronized void read(Consumer<Tally> reader) {
        reader.accept(tally);
    }

    private void find(Finding.Kind kind, Book book, Mark mark, int qos, long now, String detail) {
        find(kind, book, "message " + mark.line() + ", number " + mark.number(), qos, now, detail);
    }

    private void find(Finding.Kind kind, Book book, String message, int qos, long now, String detail) {
        found.merge(kind, 1, Integer::sum);
        if (findings.size() < MOST_FINDINGS) {
            List<String> history = found.getOrDefault(kind, 0) <= FIRST_FEW ? book.unit.history() : List.of();
            findings.add(new Finding(kind, book.unit.id(), message, qos, now, detail, history));
        }
    }

    private static String seconds(long micros) {
        return Math.round(micros / 1000.0) / 1000.0 + " s";
    }

    private static MessagePlan message(Unit unit, Mark mark) {
        List<MessagePlan> messages = unit.group().messages();
        return mark.line() < messages.size()
                ? messages.get(mark.line())
                : unit.group().commands().get(mark.line() - messages.size());
    }

    private Line line(Unit unit, Mark mark) {
        return book(unit).lines[mark.line()];
    }

    private Book book(Unit unit) {
        Book book = books[unit.index()];
        if (book == null) {
            book = new Book(unit);
            books[unit.index()] = book;
        }
        return book;
    }
}
