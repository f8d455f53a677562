package dev.dormouse.bench.storm;

/** Counts events, and the most of them in one second. */
final class PerSecond {
    private long second;
    private int inSecond;
    private int most;
    private int all;

    void count() {
        long now = System.nanoTime() / 1_000_000_000;
        inSecond = now == second ? inSecond + 1 : 1;
        second = now;
        most = Math.max(most, inSecond);
        all++;
    }

    void reset() {
        most = 0;
        all = 0;
        inSecond = 0;
    }

    /** As "all (most a second)". */
    String text() {
        return all == 0 ? "0" : all + " (" + most + "/s)";
    }
}
