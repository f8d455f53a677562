package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/c, false",
        "a/b, a/b/c, false",
        "a/b/c, a/b, false",
        "a/+, a/b, true",
        "a/+, a/, true",
        "a/+, a/b/c, false",
        "+/b, a/b, true",
        "a/#, a, true",
        "a/#, a/b/c, true",
        "a/#, b, false",
        "#, a/b, true",
        "#, $SYS/b, false",
        "+/b, $SYS/b, false",
        "$SYS/#, $SYS/b, true",
    })
    void filtersCoverTopicsAsMqttSays(String filter, String topic, boolean covers) {
        assertEquals(covers, Filters.cover(filter, topic));
    }
}
