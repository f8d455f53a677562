package dev.dormouse.sim.run;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.Device;
import dev.dormouse.sim.device.DeviceListener;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Publication;
import dev.dormouse.sim.device.Subscription;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.GroupPlan;
import dev.dormouse.sim.fleet.MessagePlan;
import dev.dormouse.sim.fleet.PowerCutPlan;
import dev.dormouse.sim.fleet.Schedule;
import dev.dormouse.sim.fleet.SleepPlan;
import dev.dormouse.sim.fleet.Template;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The application on a device: publishes by schedule, sleeps and wakes, loses power, and mends what its client leaves to it. */
final class Firmware implements DeviceListener {
    private static final long PATIENCE_WITH_CONNECT = 60 * Ticks.SECOND;
    private static final int MOST_ABANDONED = 2;
    private static final int LINE_BITS = 32;

    private final Unit unit;
    private final GroupPlan group;
    private final FarEnd farEnd;
    private final SplittableRandom random;
    private final double pace;
    private final long[] due;
    private final int[] counts;
    private final Template.Values[] values;
    private long startAt = Ticks.NEVER;
    private long wakeAt = Ticks.NEVER;
    private long cutAt = Ticks.NEVER;
    private long connectBegan;
    private int abandoned;
    private boolean draining;

    Firmware(Unit unit, FarEnd farEnd, SplittableRandom random) {
        this.unit = unit;
        this.group = unit.group();
        this.farEnd = farEnd;
        this.random = random;
        this.pace = 1 + group.drift() * (2 * random.nextDouble() - 1);
        int lines = group.messages().size() + group.commands().size();
        this.due = new long[lines];
        this.counts = new int[lines];
        this.values = new Template.Values[lines];
        Arrays.fill(due, Ticks.NEVER);
        for (int line = 0; line < lines; line++) {
            values[line] = plan(line).payload().values(unit.id(), unit.number(), random);
        }
    }

    void begin(long now) {
        startAt = now + (long) (group.startWithin() * random.nextDouble());
        for (int line = 0; line < due.length; line++) {
            due[line] = plan(line).schedule().first(startAt, random);
        }
        cutAt = nextCut(startAt);
    }

    void drain(long now) {
        draining = true;
        cutAt = Ticks.NEVER;
        Arrays.fill(due, Ticks.NEVER);
        unit.device().wake(now);
    }

    long nextPoll() {
        long next = Math.min(Math.min(startAt, wakeAt), cutAt);
        for (long each : due) {
            next = Math.min(next, each);
        }
        return next;
    }

    void poll(long now) {
        if (now >= startAt) {
            startAt = Ticks.NEVER;
            switchOn(now);
        }
        if (now >= cutAt) {
            cutPower(now);
        }
        if (now >= wakeAt) {
            wakeAt = now + wakePause();
            unit.device().wake(now);
        }
        for (int line = 0; line < due.length; line++) {
            if (now >= due[line]) {
                Schedule schedule = plan(line).schedule();
                due[line] = now + Math.max(1, Math.round((schedule.next(now, random) - now) * pace));
                for (int i = 0; i < schedule.burst(); i++) {
                    perform(line, now);
                }
            }
        }
    }

    private void perform(int line, long now) {
        MessagePlan plan = plan(line);
        Mark mark = new Mark(unit.index(), line, ++counts[line]);
        String payload = plan.payload().fill(values[line], now) + mark;
        if (line < group.messages().size()) {
            publish(plan, mark, payload, now);
        } else if (farEnd.publish(plan.topic().of(group, unit.number()).name(), plan.qos(), plan.retain(), payload)) {
            unit.witness().commanded(unit, mark, payload.hashCode(), now);
        } else {
            counts[line]--;
        }
    }

    private void publish(MessagePlan plan, Mark mark, String payload, long now) {
        Device device = unit.device();
        if (plan.qos() >= 0) {
            mendConnection(device, now);
        }
        long number = (long) mark.line() << LINE_BITS | mark.number();
        device.publish(
                new Publication(
                        number,
                        plan.topic().of(group, unit.number()),
                        plan.qos(),
                        plan.retain(),
                        Bytes.ofUtf8(payload)),
                now);
    }

    /** Some clients leave it to their application to connect, and some hang. */
    private void mendConnection(Device device, long now) {
        switch (device.state()) {
            case CONNECTING -> {
                if (now - connectBegan > PATIENCE_WITH_CONNECT) {
                    device.powerOff(true, now);
                    device.start(now);
                }
            }
            case ACTIVE -> {
                if (abandoned >= MOST_ABANDONED) {
                    abandoned = 0;
                    device.powerOff(false, now);
                    device.start(now);
                }
            }
            case ASLEEP, DISCONNECTED -> device.connect(now);
            case LOST -> {
                if (!group.profile().reconnects()) {
                    device.connect(now);
                }
            }
            case OFF, SEARCHING, AWAKE -> {
                // It will come to it.
            }
        }
    }

    private void switchOn(long now) {
        if (group.connects()) {
            unit.device().start(now);
        } else {
            unit.device().startSilently(now);
        }
    }

    private void cutPower(long now) {
        PowerCutPlan plan = group.powerCut();
        if (plan != null) {
            unit.device().powerOff(plan.keepsMemory(), now);
            startAt = now + plan.length();
            cutAt = nextCut(startAt);
        }
    }

    private long nextCut(long from) {
        PowerCutPlan plan = group.powerCut();
        return plan == null ? Ticks.NEVER : from + (long) (plan.every() * -Math.log(1 - random.nextDouble()));
    }

    private long wakePause() {
        SleepPlan plan = group.sleep();
        return plan == null ? Ticks.NEVER : Math.max(1, Math.round(plan.wakeEvery() * pace));
    }

    private MessagePlan plan(int line) {
        int messages = group.messages().size();
        return line < messages ? group.messages().get(line) : group.commands().get(line - messages);
    }

    private Mark mark(Publication publication) {
        return new Mark(unit.index(), (int) (publication.number() >> LINE_BITS), (int) publication.number());
    }

    @Override
    public void stateChanged(DeviceState from, DeviceState to, long now) {
        unit.witness().stateChanged(unit, from, to, now);
        unit.receive(unit.device().listens());
        if (to == DeviceState.CONNECTING) {
            connectBegan = now;
        }
        if (to == DeviceState.ACTIVE) {
            abandoned = 0;
        }
        boolean sleeps = to == DeviceState.ASLEEP || to == DeviceState.AWAKE;
        if (!sleeps) {
            wakeAt = Ticks.NEVER;
        } else if (from == DeviceState.ACTIVE) {
            // At the end of a run it fetches what it may have missed; and what came up on the way to sleep does not
            // wait.
            wakeAt = draining || !unit.device().idle() ? now : now + wakePause();
        }
    }

    @Override
    public void drained(long now) {
        SleepPlan plan = group.sleep();
        if (plan != null) {
            unit.device().sleep(plan.promised(), now);
        }
    }

    @Override
    public void sent(Publication publication, long now) {
        unit.witness().sent(unit, mark(publication), publication.payload().hashCode(), now);
    }

    @Override
    public void sentAnew(Publication publication, long now) {
        unit.witness().sentAnew(unit, mark(publication), now);
    }

    @Override
    public void confirmed(Publication publication, long now) {
        abandoned = 0;
        unit.witness().confirmed(unit, mark(publication), now);
    }

    @Override
    public void abandoned(Publication publication, String reason, long now) {
        abandoned++;
        unit.witness().abandoned(unit, mark(publication), reason, now);
    }

    @Override
    public void delivered(String topic, int qos, Bytes payload, long now) {
        String text = payload.toUtf8();
        unit.witness().delivered(unit, topic, text == null ? "" : text, now);
    }

    @Override
    public void subscribed(Subscription subscription, boolean accepted, long now) {
        unit.witness().subscribed(unit, subscription, accepted, now);
    }

    @Override
    public void wakeEnded(long micros, boolean complete, long now) {
        unit.witness().wakeEnded(unit, micros, complete, now);
        if (complete && !unit.device().idle()) {
            // Something was due while it was awake to fetch messages, when it may not publish.
            unit.device().connect(now);
        }
    }
}
