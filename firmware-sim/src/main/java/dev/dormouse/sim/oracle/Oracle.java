package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import dev.dormouse.sim.run.Witness;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run. QoS 1: what a device has got acknowledged arrives. QoS 2: and it arrives once. QoS 1 and 2: in the order of sending,
 * if the device sends one at a time. All: nothing arrives that nobody has sent. What the air or a client's own mistake explains is
 * no finding.
 */
public final class Oracle implements Witness {
    private static final Set<DeviceState> CONNECTED = Set.of(DeviceState.ACTIVE, DeviceState.ASLEEP, DeviceState.AWAKE);

    private final @Nullable Book[] books;
    private final Tally tally = new Tally();
    private final Findings findings = new Findings();
    private final Uplink uplink;
    private final Downlink downlink;
    private final Wills wills;
    private final Suspects suspects;
    private final boolean judging;
    private long latest;

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
        this(plan, speed, true);
    }

    /** One that cannot see what arrives, and only counts. */
    public static Oracle blind(FleetPlan plan) {
        return new Oracle(plan, 1, false);
    }

    private Oracle(FleetPlan plan, double speed, boolean judging) {
        this.judging = judging;
        this.suspects = new Suspects(speed);
        this.books = new Book[plan.devices()];
        boolean garbles = plan.groups().stream().anyMatch(group -> Excuses.garbles(group.link()));
        this.uplink = new Uplink(tally, findings, suspects, plan.late() * speed, garbles);
        this.downlink = new Downlink(tally, findings, suspects, plan.late() * speed);
        this.wills = new Wills(tally, findings, speed, garbles);
        tally.states.put(DeviceState.OFF, plan.devices());
    }

    @Override
    public synchronized void sent(Unit unit, Mark mark, int payloadHash, long now) {
        tally.sent++;
        if (judging) {
            uplink.sent(book(unit), mark, payloadHash, now);
        }
    }

    @Override
    public synchronized void sentAnew(Unit unit, Mark mark, long now) {
        uplink.sentAnew(book(unit), mark);
    }

    @Override
    public synchronized void confirmed(Unit unit, Mark mark, long now) {
        tally.confirmed++;
        uplink.end(book(unit), mark, true, now);
    }

    @Override
    public synchronized void abandoned(Unit unit, Mark mark, String reason, long now) {
        tally.abandoned++;
        uplink.end(book(unit), mark, false, now);
    }

    /** Something has arrived at the far end. */
    public synchronized void arrived(String topic, byte[] payload, long now) {
        Bytes octets = Bytes.of(payload);
        Mark mark = Mark.of(octets.toUtf8());
        Book book = bookOf(mark);
        if (mark == null || book == null) {
            tally.foreign++;
        } else if (mark.line() == Mark.WILL) {
            wills.came(book, topic, octets, now);
        } else if (book.isMessage(mark)) {
            // Else it is a command under a topic that devices publish to as well.
            uplink.arrived(book, mark, topic, octets, now);
        }
    }

    @Override
    public synchronized void commanded(Unit unit, Mark mark, int payloadHash, long now) {
        tally.commanded++;
        downlink.commanded(book(unit), mark, payloadHash, now);
    }

    @Override
    public synchronized void delivered(Unit unit, String topic, String payload, long now) {
        Mark mark = Mark.of(payload);
        Book of = bookOf(mark);
        if (mark == null || of == null || !(of.isMessage(mark) || of.isCommand(mark))) {
            tally.foreign++;
        } else {
            downlink.delivered(book(unit), of, mark, topic, payload, now);
        }
    }

    @Override
    public synchronized void subscribed(Unit unit, Subscription subscription, boolean accepted, long now) {
        if (accepted) {
            book(unit).hears(subscription);
        }
    }

    @Override
    public synchronized void stateChanged(Unit unit, DeviceState from, DeviceState to, long now) {
        Book book = book(unit);
        tally.states.merge(from, -1, Integer::sum);
        tally.states.merge(to, 1, Integer::sum);
        traffic(unit).stateChanged(from, to, now);
        if (to == DeviceState.LOST) {
            tally.losses++;
        }
        if (from == DeviceState.OFF) {
            book.lines().forEach(line -> line.resume(now));
        }
        if (from == DeviceState.CONNECTING && to == DeviceState.ACTIVE) {
            tally.connects++;
            uplink.connected(book, now);
        }
        downlink.stateChanged(book, from, to, now);
        wills.stateChanged(book, to, now);
    }

    @Override
    public synchronized void wakeEnded(Unit unit, long micros, boolean complete, long now) {
        tally.wakes++;
        if (complete) {
            tally.wakeDuration.add(micros);
            suspects.fetched(book(unit), now - micros);
        } else {
            tally.wakesIncomplete++;
        }
    }

    @Override
    public synchronized void disturbed(Unit unit, V12PacketType message, long now) {
        if (!Excuses.garbles(unit.group().link())) {
            findings.add(Finding.Kind.ASLEEP, book(unit), message.toString(), 0, now, "came while it slept");
        }
    }

    @Override
    public synchronized void datagram(Unit unit, boolean up, int octets, long now) {
        latest = Math.max(latest, now);
        suspects.look(now);
        Traffic traffic = traffic(unit);
        if (up) {
            wills.spoke(book(unit), now);
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

    /** The far end hears again after it was away; everything that was published meanwhile, or only what is from now on. */
    public synchronized void hearsAgain(boolean everything, long now) {
        for (Book book : books) {
            if (book != null) {
                book.lines().forEach(line -> line.farEndHearsAgain(everything, now));
                // A broker that has forgotten one session has forgotten what devices have subscribed to, too.
                book.heard = everything ? book.heard : List.of();
            }
        }
    }

    /** Whether everything that was promised has arrived; what can come no more is not waited for. */
    public synchronized boolean complete() {
        boolean[] missing = {false};
        eachMissing((book, mark, entry) -> missing[0] |=
                book.isMessage(mark) || hears(book) || book.group().profile().reconnects());
        return !missing[0];
    }

    private static boolean hears(Book book) {
        return CONNECTED.contains(book.unit.device().state());
    }

    @FunctionalInterface
    private interface Missing {
        void see(Book book, Mark mark, Line.Entry entry);
    }

    private void eachMissing(Missing missing) {
        for (Book book : books) {
            for (int i = 0; book != null && i < book.lines().size(); i++) {
                Line line = book.lines().get(i);
                for (Line.Entry entry : line.open()) {
                    if (entry.confirmed && !entry.mayBeMissed && !line.hasArrived(entry.number)) {
                        missing.see(book, new Mark(book.unit.index(), i, entry.number), entry);
                    }
                }
            }
        }
    }

    /** Ends the run: what was promised and has not arrived by now is lost. All that was found, in the order of finding. */
    public synchronized List<Finding> judge() {
        tally.judged = true;
        for (Book book : books) {
            wills.judge(book, latest);
        }
        eachMissing((book, mark, entry) -> {
            boolean up = book.isMessage(mark);
            if (up || (hears(book) && !book.link().out(latest))) {
                String detail = "was sent at " + seconds(entry.sentAt)
                        + (up ? " and acknowledged, but did not arrive" : " to the device and did not come");
                int qos = up ? book.plan(mark).qos() : Downlink.qos(book, mark);
                List<String> packets = entry.history.isEmpty() ? book.unit.history() : entry.history;
                findings.add(Finding.Kind.LOST, book, Findings.name(mark), qos, entry.sentAt, detail, packets);
            }
        });
        return findings.list();
    }

    /** How often something was found; more than are listed, if there are very many. */
    public synchronized int found(Finding.Kind kind) {
        return findings.count(kind);
    }

    /** Lets somebody read the counts while nothing changes. */
    public synchronized void read(Consumer<Tally> reader) {
        reader.accept(tally);
    }

    private static String seconds(long micros) {
        return Math.round(micros / 1000.0) / 1000.0 + " s";
    }

    /** Of whose message it is; null if nobody here has sent one. */
    private @Nullable Book bookOf(@Nullable Mark mark) {
        return mark == null || mark.unit() >= books.length ? null : books[mark.unit()];
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
