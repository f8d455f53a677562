package dev.dormouse.sim.oracle;

/** How long things took: a histogram whose buckets grow by a twelfth. */
public final class Latencies {
    private static final double GROWTH = Math.log(13.0 / 12);
    private static final int BUCKETS = 400;

    private final long[] counts = new long[BUCKETS];
    private long total;
    private long longest;

    /** Counts a duration in microseconds. */
    public void add(long micros) {
        long atLeast = Math.max(1, micros);
        counts[(int) Math.min(BUCKETS - 1, Math.floor(Math.log((double) atLeast) / GROWTH))]++;
        total++;
        longest = Math.max(longest, micros);
    }

    public long total() {
        return total;
    }

    /** Microseconds. */
    public long longest() {
        return longest;
    }

    /** The duration, in microseconds, that a share of 0 to 1 of all did not exceed, within a twelfth; 0 without any. */
    public long quantile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(longest, upper(i));
            }
        }
        return 0;
    }

    /** How many buckets there are. */
    public int buckets() {
        return BUCKETS;
    }

    /** The upper end of a bucket, in microseconds. */
    public long upper(int bucket) {
        return Math.round(Math.exp((bucket + 1) * GROWTH));
    }

    public long count(int bucket) {
        return counts[bucket];
    }
}
