package dev.dormouse.bench.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @Test
    void takesAnAddressOfThisMachine() {
        assertEquals(10_000, Loopback.address("127.0.0.1:10000").getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1:1883",
                "0.0.0.0:1883",
                "127.0.0.1",
                "127.0.0.1:",
                ":1883",
                "127.0.0.1:65536",
                "127.0.0.1:x"
            })
    void refusesWhatIsElsewhereOrNoAddress(String text) {
        assertThrows(IllegalArgumentException.class, () -> Loopback.address(text));
    }
}
