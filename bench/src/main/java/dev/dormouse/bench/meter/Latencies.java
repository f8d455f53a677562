package dev.dormouse.bench.meter;

/** A histogram of durations from nanoseconds to hours, exact to 3 %, in memory of fixed size. */
public final class Latencies {
    private static final int STEPS_BITS = 5;
    private static final int STEPS = 1 << STEPS_BITS;

    private final long[] buckets = new long[(Long.SIZE - STEPS_BITS) * STEPS];
    private long count;

    /** Counts one duration in nanoseconds; a negative one counts as 0. */
    public void add(long nanos) {
        buckets[bucket(Math.max(0, nanos))]++;
        count++;
    }

    /** Counts all that another has counted. */
    public void add(Latencies others) {
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            buckets[bucket] += others.buckets[bucket];
        }
        count += others.count;
    }

    /** How many were counted. */
    public long count() {
        return count;
    }

    /** The duration in milliseconds that a share of all did not exceed; the share is 0 to 1. NaN if none was counted. */
    public double millis(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            seen += buckets[bucket];
            if (seen >= rank) {
                return upperEnd(bucket) / 1e6;
            }
        }
        return Double.NaN;
    }

    // The first 64 buckets are one nanosecond wide; after that each power of two has 32 of equal width.
    private static int bucket(long nanos) {
        int magnitude = Long.SIZE - Long.numberOfLeadingZeros(nanos);
        int shift = Math.max(0, magnitude - STEPS_BITS - 1);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static double upperEnd(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        return Math.scalb((double) (bucket - shift * STEPS + 1), shift) - 1;
    }
}
