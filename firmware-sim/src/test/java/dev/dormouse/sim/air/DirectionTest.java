package dev.dormouse.sim.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What befalls datagrams. */
class DirectionTest {
    private static final int MANY = 20_000;

    private static Conditions conditions(
            double loss, double duplication, double reordering, double corruption, long bandwidth, int largest) {
        return new Conditions(loss, duplication, reordering, corruption, 1000, 500, bandwidth, largest);
    }

    private static List<Long> arrivals(Conditions conditions, long seed) {
        Direction direction = new Direction(conditions, new SplittableRandom(seed));
        List<Long> arrivals = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            direction.carry(new byte[8], i * 100L, (datagram, when) -> arrivals.add(when));
        }
        return arrivals;
    }

    @Test
    void losesAndDoublesItsShare() {
        assertEquals(MANY * 0.9, arrivals(conditions(0.1, 0, 0, 0, 0, 100), 1).size(), MANY * 0.01);
        assertEquals(MANY * 1.1, arrivals(conditions(0, 0.1, 0, 0, 0, 100), 1).size(), MANY * 0.01);
    }

    @Test
    void theSameSeedGivesTheSameFate() {
        Conditions conditions = conditions(0.1, 0.1, 0.1, 0.1, 0, 100);
        assertEquals(arrivals(conditions, 7), arrivals(conditions, 7));
    }

    @Test
    void onlyReorderingMixesTheOrder() {
        List<Long> kept = arrivals(conditions(0, 0, 0, 0, 0, 100), 1);
        assertEquals(kept.stream().sorted().toList(), kept);
        List<Long> mixed = arrivals(conditions(0, 0, 0.1, 0, 0, 100), 1);
        assertFalse(mixed.stream().sorted().toList().equals(mixed));
    }

    @Test
    void aNarrowLinkTakesItsTime() {
        Direction direction = new Direction(new Conditions(0, 0, 0, 0, 0, 0, 800, 100), new SplittableRandom(1));
        List<Long> arrivals = new ArrayList<>();
        direction.carry(new byte[100], 0, (datagram, when) -> arrivals.add(when));
        direction.carry(new byte[50], 0, (datagram, when) -> arrivals.add(when));
        assertEquals(List.of(Ticks.SECOND, 3 * Ticks.SECOND / 2), arrivals);
        assertFalse(direction.carry(new byte[101], 0, (datagram, when) -> arrivals.add(when)));
    }

    @Test
    void corruptionTurnsOneBit() {
        Direction direction = new Direction(conditions(0, 0, 0, 1, 0, 100), new SplittableRandom(1));
        direction.carry(new byte[4], 0, (datagram, when) -> {
            int bits = 0;
            for (byte octet : datagram) {
                bits += Integer.bitCount(octet & 0xFF);
            }
            assertEquals(1, bits);
        });
    }

    @Test
    void outagesComeAgain() {
        Outage daily = new Outage(10, 5, 100);
        assertFalse(daily.covers(9));
        assertTrue(daily.covers(10));
        assertFalse(daily.covers(15));
        assertTrue(daily.covers(1_012));
        assertFalse(new Outage(10, 5, 0).covers(112));
    }
}
