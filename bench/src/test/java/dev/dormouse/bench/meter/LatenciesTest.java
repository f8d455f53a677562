package dev.dormouse.bench.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void findsThePercentilesOfAnEvenSpreadToThreePercent() {
        for (int micros = 1; micros <= 10_000; micros++) {
            latencies.add(micros * 1_000L);
        }
        assertEquals(5, latencies.millis(0.5), 5 * 0.035);
        assertEquals(9.9, latencies.millis(0.99), 9.9 * 0.035);
        assertEquals(10_000, latencies.count());
    }

    @Test
    void holdsTheShortestAndTheLongestDurationThereIs() {
        latencies.add(-1);
        latencies.add(Long.MAX_VALUE);
        assertEquals(0, latencies.millis(0.5));
        assertTrue(latencies.millis(1) > 1e12);
    }

    @Test
    void knowsNoPercentileOfNothing() {
        assertTrue(Double.isNaN(latencies.millis(0.99)));
    }

    @Test
    void addsUpTwoHistograms() {
        latencies.add(1_000_000);
        Latencies others = new Latencies();
        others.add(3_000_000);
        latencies.add(others);
        assertEquals(2, latencies.count());
        assertEquals(3, latencies.millis(1), 0.1);
    }
}
