package dev.dormouse.bench.scenario;

import dev.dormouse.bench.scenario.OpenLoop.Outcome;
import java.io.IOException;

/** Finds the highest rate at which less than 0.1 % is lost, by doubling and then halving the gap. */
final class RateSearch {
    static final double TOLERATED_LOSS = 0.001;

    private static final int FIRST_RATE = 1_000;
    private static final int LAST_RATE = 256_000;
    private static final int HALVINGS = 4;

    private final OpenLoop load;
    private final double stepSeconds;

    RateSearch(OpenLoop load, double stepSeconds) {
        this.load = load;
        this.stepSeconds = stepSeconds;
    }

    /** Messages per second, 0 if not even the first rate is sustained. */
    int highest() throws IOException {
        int good = 0;
        int bad = FIRST_RATE;
        while (bad < LAST_RATE && sustains(bad)) {
            good = bad;
            bad *= 2;
        }
        for (int halving = 0; good > 0 && halving < HALVINGS; halving++) {
            int middle = (good + bad) / 2;
            if (sustains(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    // A rate gets a second chance: on a shared machine one run in a few is disturbed.
    private boolean sustains(int rate) throws IOException {
        boolean sustained = isGood(load.run(rate, stepSeconds));
        return sustained || isGood(load.run(rate, stepSeconds));
    }

    static boolean isGood(Outcome outcome) {
        return outcome.reachedRate() && outcome.lostShare() < TOLERATED_LOSS;
    }
}
