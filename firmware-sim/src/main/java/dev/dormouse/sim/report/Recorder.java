package dev.dormouse.sim.report;

import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.oracle.Tally;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Watches a run: takes a sample each second and tells how it goes, in a view that is drawn anew or on plain lines. */
public final class Recorder {
    private static final int PLAIN_EVERY = 5;

    private final Oracle oracle;
    private final LongSupplier clock;
    private final PrintWriter out;
    private final @Nullable LiveView view;
    private final List<Sample> samples = new ArrayList<>();
    private final long begun = System.nanoTime();

    /**
     * A recorder that tells what it sees.
     *
     * @param clock tells the devices' time in microseconds
     * @param view drawn on a terminal; null for plain lines
     */
    public Recorder(Oracle oracle, LongSupplier clock, PrintWriter out, @Nullable LiveView view) {
        this.oracle = oracle;
        this.clock = clock;
        this.out = out;
        this.view = view;
    }

    /** Watches for some time, or until it is enough, and tells whether it was; the phase is named in the view. */
    public boolean during(String phase, Duration duration, BooleanSupplier enough) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.SECONDS.toNanos(1), Math.max(1, end - System.nanoTime())));
            sample(phase, (System.nanoTime() - start) / Math.max(1.0, (double) duration.toNanos()));
        }
        return enough.getAsBoolean();
    }

    private void sample(String phase, double progress) {
        oracle.read(tally -> samples.add(sample(tally)));
        if (view != null) {
            List<String> lines = new ArrayList<>();
            oracle.read(tally -> lines.addAll(view.lines(phase, Math.min(1, progress), samples, tally, oracle::found)));
            // Not while the oracle is held: a slow terminal would stop the devices.
            view.draw(out, lines);
        } else if (samples.size() % PLAIN_EVERY == 0) {
            out.println(line(samples.get(samples.size() - 1)));
            out.flush();
        }
    }

    private Sample sample(Tally tally) {
        return new Sample(
                seconds(),
                tally.devicesIn(DeviceState.ACTIVE) + tally.devicesIn(DeviceState.AWAKE),
                tally.devicesIn(DeviceState.ASLEEP),
                tally.devicesIn(DeviceState.CONNECTING)
                        + tally.devicesIn(DeviceState.SEARCHING)
                        + tally.devicesIn(DeviceState.LOST),
                tally.sent(),
                tally.arrived(),
                tally.commandsDelivered(),
                tally.traffic().datagramsUp(),
                tally.traffic().datagramsDown());
    }

    private String line(Sample now) {
        Sample before = samples.size() > PLAIN_EVERY ? samples.get(samples.size() - 1 - PLAIN_EVERY) : null;
        double span = before == null ? now.second() : now.second() - before.second();
        double rate = (now.sent() - (before == null ? 0 : before.sent())) / Math.max(0.001, span);
        int broken = 0;
        for (Finding.Kind kind : Finding.Kind.values()) {
            broken += oracle.found(kind);
        }
        return String.format(
                Locale.ROOT,
                "%5.0f s  active %d  asleep %d  waiting %d  sent %d (%.0f/s)  arrived %d  commands %d  broken %d",
                now.second(),
                now.active(),
                now.asleep(),
                now.waiting(),
                now.sent(),
                rate,
                now.arrived(),
                now.delivered(),
                broken);
    }

    /** Seconds of the computer's clock since the start. */
    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Microseconds of the devices' time. */
    long now() {
        return clock.getAsLong();
    }

    List<Sample> samples() {
        return samples;
    }
}
