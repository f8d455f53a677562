package dev.dormouse.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private final KnownKeys keys = new KnownKeys();

    KnownKeysTest() {
        Stream.of("data", "uplink", "uplink.url", "uplink.ca-file", "broker", "broker.port", "broker.ca-file")
                .forEach(keys::add);
    }

    @Test
    void countsASwapOfNeighboursOnce() {
        assertEquals(1, KnownKeys.distance("ulr", "url"));
        assertEquals(2, KnownKeys.distance("port", "host"));
        assertEquals(4, KnownKeys.distance("", "port"));
    }

    @Test
    void prefersTheSameSection() {
        assertEquals("broker.ca-file", keys.nearest("broker.ca_file"));
        assertEquals("uplink.ca-file", keys.nearest("uplink.cafile"));
    }

    @Test
    void findsAKeyInTheWrongSection() {
        assertEquals("broker.port", keys.nearest("uplink.port"));
    }

    @Test
    void suggestsNothingThatIsUnlike() {
        assertNull(keys.nearest("uplink.frequency"));
    }
}
