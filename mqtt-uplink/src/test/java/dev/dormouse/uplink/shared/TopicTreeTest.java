package dev.dormouse.uplink.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which filters match which names (MQTT 5 §4.7). */
class TopicTreeTest {
    private final TopicTree<String> tree = new TopicTree<>();

    private Set<String> matches(String topic) {
        Set<String> found = new TreeSet<>();
        tree.forEachMatch(topic, found::add);
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, a/b, false",
        "a/b, a, false",
        "+, a, true",
        "+, a/b, false",
        "+/+, a/b, true",
        "+/+, /b, true",
        "/+, /b, true",
        "+, /b, false",
        "a/+, a/, true",
        "a/+, a, false",
        "a/+/c, a/b/c, true",
        "a/+/c, a//c, true",
        "#, a/b/c, true",
        "a/#, a, true",
        "a/#, a/b/c, true",
        "a/#, ab, false",
        "a/b/#, a, false",
        "+/b/#, a/b, true",
        "+/b/#, a/b/c, true",
        "#, $SYS/x, false",
        "+/x, $SYS/x, false",
        "+/#, $SYS/x, false",
        "$SYS/#, $SYS/x, true",
        "$SYS/+, $SYS/x, true",
        "a/+, a/$x, true"
    })
    void aFilterMatchesAName(String filter, String topic, boolean matches) {
        tree.put(filter, filter);
        assertEquals(matches ? Set.of(filter) : Set.of(), matches(topic));
    }

    @Test
    void nothingIsLeftOfFiltersThatWereTakenOut() {
        tree.put("a/b", "exact");
        tree.put("a/#", "all");
        tree.put("a/+", "one");
        tree.remove("a/b");
        tree.remove("nobody/ever");
        assertEquals(Set.of("all", "one"), matches("a/b"));
        assertNull(tree.get("a/b"));
        tree.remove("a/#");
        tree.remove("a/+");
        assertEquals(0, tree.size());
        assertEquals(Set.of(), matches("a/b"));
    }

    /** Compared with the definition, level by level. */
    @Test
    void randomFiltersMatchAsTheSpecificationSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            String filter = text(random, new String[] {"a", "b", "+", "", "$s"}, random.nextInt(3) == 0);
            String topic = text(random, new String[] {"a", "b", "", "$s"}, false);
            TopicTree<String> one = new TopicTree<>();
            one.put(filter, filter);
            Set<String> found = new TreeSet<>();
            one.forEachMatch(topic, found::add);
            assertEquals(bySpecification(filter, topic), !found.isEmpty(), filter + " and " + topic + ", seed " + seed);
        }
    }

    private static String text(Random random, String[] levels, boolean all) {
        StringBuilder text = new StringBuilder(levels[random.nextInt(levels.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append('/').append(levels[random.nextInt(levels.length)]);
        }
        return all ? text.append("/#").toString() : text.toString();
    }

    private static boolean bySpecification(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        if (topic.startsWith("$") && (wanted[0].equals("+") || wanted[0].equals("#"))) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return levels.length >= i;
            }
            if (i >= levels.length || !(wanted[i].equals("+") || wanted[i].equals(levels[i]))) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    @Test
    void aHundredThousandFiltersCostNoMoreThanAFew() {
        for (int i = 0; i < 100_000; i++) {
            tree.put("site/" + i % 100 + "/device/" + i, "" + i);
        }
        assertEquals(100_000, tree.size());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 100_000; i++) {
                assertEquals(Set.of("" + i), matches("site/" + i % 100 + "/device/" + i));
            }
        });
    }
}
