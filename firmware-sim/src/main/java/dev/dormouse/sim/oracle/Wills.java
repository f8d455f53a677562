package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.device.Will;
import org.jspecify.annotations.Nullable;

/**
 * Judges Wills, of devices that do not sleep: when one is due is known by how long a device did not speak, and whether one may come
 * by how often it was lost. Both are counted and compared in the end, as a Will takes its time.
 */
final class Wills {
    private static final double PATIENCE = 2;
    private static final double OVERDUE = 1.25;
    private static final double MARGIN = 10 * Ticks.SECOND;

    private final Tally tally;
    private final Findings findings;
    private final double speed;
    private final boolean garbles;

    /** The Will of one device. */
    static final class Watch {
        private long spokeAt;
        private long firstConnected = Ticks.NEVER;
        private boolean connected;
        private boolean cutOff;
        private int losses;
        private int due;
        private long dueAt;
        private int came;
        private long cameAt;
    }

    Wills(Tally tally, Findings findings, double speed, boolean garbles) {
        this.tally = tally;
        this.findings = findings;
        this.speed = speed;
        this.garbles = garbles;
    }

    /** The device sends something. */
    void spoke(Book book, long now) {
        Watch watch = book.will;
        if (watch == null) {
            return;
        }
        endSilence(book, watch, now);
        watch.cutOff = book.link().out(now);
        if (!watch.cutOff) {
            watch.spokeAt = now;
            // From its CONNECT on the old Will may be void, and the new one is not there before the dialogue is over.
            watch.connected &= book.unit.device().state() != DeviceState.CONNECTING;
        }
    }

    private void endSilence(Book book, Watch watch, long now) {
        double keepAlive = book.group().keepAlive() * Ticks.SECOND * speed;
        long silence = now - watch.spokeAt;
        if (!watch.connected || keepAlive == 0) {
            return;
        }
        if (silence > OVERDUE * keepAlive) {
            watch.losses++;
        }
        if (watch.cutOff && silence > PATIENCE * keepAlive + MARGIN * speed) {
            watch.due++;
            watch.dueAt = now;
            watch.connected = false;
        }
    }

    void stateChanged(Book book, DeviceState to, long now) {
        Watch watch = book.will;
        if (watch == null) {
            return;
        }
        if (to == DeviceState.OFF || to == DeviceState.LOST) {
            watch.losses++;
            watch.cutOff |= to == DeviceState.OFF;
        } else if (to == DeviceState.ACTIVE) {
            watch.connected = true;
            watch.firstConnected = Math.min(watch.firstConnected, now);
        } else if (to == DeviceState.DISCONNECTED) {
            watch.connected = false;
        }
    }

    /** A Will has come. */
    void came(Book book, String topic, Bytes payload, long now) {
        tally.wills++;
        if (book.will != null) {
            book.will.came++;
            book.will.cameAt = now;
            // An earlier run may have left it behind.
            book.will.losses += now < book.will.firstConnected + MARGIN * speed ? 1 : 0;
        }
        Will will = book.unit.device().setup().will();
        if (will == null || garbles) {
            return;
        }
        if (!topic.equals(will.topic())) {
            add(Finding.Kind.UNEXPECTED, book, will, now, "came under " + topic);
        } else if (!payload.equals(will.message())) {
            add(Finding.Kind.UNEXPECTED, book, will, now, "came with another payload");
        }
    }

    /** Ends the run. */
    void judge(@Nullable Book book, long now) {
        Watch watch = book == null ? null : book.will;
        Will will = book == null ? null : book.unit.device().setup().will();
        if (book == null || watch == null || will == null || garbles) {
            return;
        }
        endSilence(book, watch, now - (long) (MARGIN * speed));
        if (watch.came < watch.due && will.qos() >= 1) {
            add(Finding.Kind.LOST, book, will, watch.dueAt, "did not come, though the device was cut off for long");
        }
        boolean certain = !Excuses.loses(book.link()) && !(book.link().carrier() instanceof Carrier.RadioDongle);
        if (certain && watch.came > 0 && watch.losses == 0) {
            add(Finding.Kind.UNEXPECTED, book, will, watch.cameAt, "came, though the device was there all the time");
        } else if (certain && watch.came > watch.losses && will.qos() != 1) {
            String often = "came " + watch.came + " times, and the device was lost " + watch.losses + " times";
            add(Finding.Kind.DUPLICATED, book, will, watch.cameAt, often);
        }
    }

    private void add(Finding.Kind kind, Book book, Will will, long at, String detail) {
        findings.add(kind, book, "Will", will.qos(), at, detail);
    }
}
