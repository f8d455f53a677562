package dev.dormouse.sim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.sim.device.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Alarms ring in the order of their times, whatever is changed in between. */
class ClockTest {
    private final Clock clock = new Clock();
    private final List<Long> rung = new ArrayList<>();

    private final class Bell extends Alarm {
        @Override
        void ring(long now) {
            rung.add(now);
        }
    }

    @Test
    void alarmsThatAreMovedOrStoppedRingAsTheyWereLastSet() {
        SplittableRandom random = new SplittableRandom(1);
        List<Bell> bells = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Bell bell = new Bell();
            bells.add(bell);
            clock.set(bell, random.nextLong(1, 10_000));
        }
        List<Long> expected = new ArrayList<>();
        for (Bell bell : bells) {
            long due = random.nextInt(4) == 0 ? Ticks.NEVER : random.nextLong(1, 10_000);
            clock.set(bell, due);
            if (due != Ticks.NEVER) {
                expected.add(due);
            }
        }
        clock.advanceTo(20_000);
        assertEquals(expected.stream().sorted().toList(), rung);
        assertEquals(Ticks.NEVER, clock.nextDue());
        assertEquals(20_000, clock.now());
    }

    @Test
    void marksSurviveTheWay() {
        Mark mark = new Mark(123_456, 3, 789);
        assertEquals(mark, Mark.of("21.5" + mark));
        assertEquals(null, Mark.of("21.5"));
        assertEquals(null, Mark.of(" #a.b"));
        assertEquals(null, Mark.of(null));
    }
}
