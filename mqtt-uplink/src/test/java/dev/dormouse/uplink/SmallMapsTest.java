package dev.dormouse.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SmallMapsTest {
    @RepeatedTest(20)
    void isTheMapThatItStandsFor(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Map<Integer, Integer> expected = new HashMap<>();
        Map<Integer, Integer> map = Map.of();
        for (int step = 0; step < 200; step++) {
            int key = random.nextInt(4);
            if (random.nextInt(5) < 2) {
                expected.put(key, step);
                map = SmallMaps.with(map, key, step);
            } else {
                expected.remove(key);
                map = SmallMaps.without(map, key);
            }
            assertEquals(expected, map);
        }
    }

    @Test
    void isSmallAgainWhenOneEntryIsLeft() {
        Map<String, String> two = SmallMaps.with(SmallMaps.with(Map.of(), "a", "1"), "b", "2");
        Map<String, String> one = SmallMaps.without(two, "a");
        assertEquals(Map.of("b", "2"), one);
        assertThrows(UnsupportedOperationException.class, () -> one.put("c", "3"));
    }
}
