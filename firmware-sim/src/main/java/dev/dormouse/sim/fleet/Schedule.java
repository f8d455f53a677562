package dev.dormouse.sim.fleet;

import dev.dormouse.sim.device.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When something is sent.
 *
 * @param every microseconds from one to the next
 * @param jitter by which share of them each may be early or late, 0 to 1
 * @param burst how many at once, 1 or more
 * @param on microseconds of activity, followed by {@code off} without; both 0 for always active
 * @param off microseconds without activity
 * @param dayCurve for each hour of the day how often compared with the average, 0 or more; none for evenly
 */
public record Schedule(long every, double jitter, int burst, long on, long off, List<Double> dayCurve) {
    private static final long HOUR = 3600 * Ticks.SECOND;
    private static final int HOURS = 24;
    private static final long DAY = HOURS * HOUR;

    public Schedule {
        dayCurve = List.copyOf(dayCurve);
    }

    /** Something that happens evenly, with nothing special about it. */
    public static Schedule evenly(long every) {
        return new Schedule(every, 0, 1, 0, 0, List.of());
    }

    /** When the first is due for a device that is switched on at {@code start}: anywhere within one period. */
    public long first(long start, SplittableRandom random) {
        return active(after(start, every * random.nextDouble()), random);
    }

    /** When the next is due after one at {@code last}. */
    public long next(long last, SplittableRandom random) {
        return active(after(last, every * (1 + jitter * (2 * random.nextDouble() - 1))), random);
    }

    /** When so much time is over, of which an hour of twice the average has two hours, and an hour of rest none. */
    private long after(long start, double micros) {
        if (dayCurve.isEmpty()) {
            return start + Math.max(1, Math.round(micros));
        }
        double days = Math.floor(micros / DAY);
        double left = micros - days * DAY;
        long moment = start + (long) (days * DAY);
        double weight = weight(moment);
        for (long rest = HOUR - moment % HOUR; left >= weight * rest; rest = HOUR) {
            left -= weight * rest;
            moment += rest;
            weight = weight(moment);
        }
        return moment + Math.max(1, (long) (left / weight));
    }

    private long active(long due, SplittableRandom random) {
        long moved = due;
        if (on > 0) {
            long phase = moved % (on + off);
            moved = phase < on ? moved : moved - phase + on + off + (long) (Math.min(every, on) * random.nextDouble());
        }
        for (int hour = 0; hour < HOURS && !dayCurve.isEmpty() && weight(moved) <= 0; hour++) {
            moved += HOUR - moved % HOUR + (long) (Math.min(every, HOUR) * random.nextDouble());
        }
        return moved;
    }

    private double weight(long when) {
        if (dayCurve.isEmpty()) {
            return 1;
        }
        double mean =
                dayCurve.stream().mapToDouble(Double::doubleValue).average().orElse(1);
        return dayCurve.get((int) (when / HOUR % HOURS)) / mean;
    }

    /** Messages per second and device, on average. */
    public double rate() {
        double active = on > 0 ? (double) on / (on + off) : 1;
        return active * burst * Ticks.SECOND / Math.max(1, every);
    }

    @Override
    public String toString() {
        return "every " + every + " µs" + (dayCurve.isEmpty() ? "" : Arrays.toString(dayCurve.toArray()));
    }
}
