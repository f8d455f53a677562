package dev.dormouse.sim.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How commands are read. */
class WordsTest {
    private static @Nullable String refusal(Runnable taking) {
        return assertThrows(IllegalArgumentException.class, taking::run).getMessage();
    }

    @Test
    void theTextOfAMessageStaysAsItWasTyped() {
        Words words = new Words("  -q 1 -r  house/temp   21.5  °C, \"warm\" ");
        assertEquals(1, words.qos(-1));
        assertTrue(words.take("-r"));
        assertEquals(Topic.named("house/temp"), words.topic());
        assertEquals("21.5  °C, \"warm\"", words.rest());
        words.end();
    }

    @Test
    void aTopicIsANameAPredefinedIdOrAShortName() {
        Words words = new Words("a/b id:7 short:ab");
        assertEquals(Topic.named("a/b"), words.topic());
        assertEquals(Topic.predefined(7, "id:7"), words.topic());
        assertEquals(Topic.shortName("ab"), words.topic());
        assertEquals("the topic is missing", refusal(words::topic));
        assertEquals("a predefined topic id is 1 to 65534", refusal(() -> new Words("id:0").topic()));
        assertEquals("\"x\" is no topic id", refusal(() -> new Words("id:x").topic()));
    }

    @Test
    void aTimeHasAUnitOrIsInSeconds() {
        Words words = new Words("500ms 10 3s 2m 1h soon");
        assertEquals(Duration.ofMillis(500), words.time());
        assertEquals(Duration.ofSeconds(10), words.time());
        assertEquals(Duration.ofSeconds(3), words.time());
        assertEquals(Duration.ofMinutes(2), words.time());
        assertEquals(Duration.ofHours(1), words.time());
        assertEquals("\"soon\" is no time: write 500ms, 10s, 5m or 1h", refusal(words::time));
    }

    @Test
    void whatIsTooMuchOrOutOfRangeIsRefused() {
        assertEquals("the QoS is 0 to 2, not -1", refusal(() -> new Words("-q -1").qos(0)));
        assertEquals("the QoS is -1 to 2, not 3", refusal(() -> new Words("-q 3").qos(-1)));
        assertEquals("\"x y\" is too much", refusal(() -> new Words("x y").end()));
        assertEquals(0, new Words("-quiet").qos(0));
        assertFalse(new Words("-retain").take("-r"));
    }
}
