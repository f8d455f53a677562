package dev.dormouse.gateway.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which numbers are given, and found again. */
class TopicAliasesTest {
    private static final int LARGEST = 0xFFFE;

    private final List<Integer> given = new ArrayList<>();
    private final TopicAliases aliases =
            new TopicAliases(200, number -> number == 2 || number == 100, alias -> given.add(alias.number()));

    private int allocate(String name) {
        TopicAlias alias = aliases.allocate(name);
        assertNotNull(alias);
        assertSame(alias, aliases.numbered(alias.number()));
        assertSame(alias, aliases.of(name));
        return alias.number();
    }

    private @Nullable String nameOf(int number) {
        TopicAlias alias = aliases.numbered(number);
        return alias == null ? null : alias.name();
    }

    @Test
    void givesNumbersFromOneUpwardsButThePredefined() {
        assertEquals(1, allocate("a"));
        assertEquals(3, allocate("b"));
        assertEquals(1, allocate("a"));
        assertEquals(List.of(1, 3), given);
        assertNull(nameOf(0));
        assertNull(nameOf(2));
        assertNull(nameOf(4));
    }

    @Test
    void leavesNumbersOutAfterARestartOnce() {
        aliases.restore(7, "seven", 1);
        aliases.restore(5, "five", -1);
        aliases.restored(128);
        assertEquals(72, allocate("a"));
        assertEquals(73, allocate("b"));
        assertEquals("five", nameOf(5));
        assertEquals("seven", nameOf(7));
        assertNull(nameOf(6));
        assertNull(nameOf(8));
    }

    @Test
    void leavesThemOutAlsoWhenNothingWasWritten() {
        aliases.restored(128);
        assertEquals(65, allocate("a"));
    }

    /** Killed twice before anything was written. */
    @Test
    void leavesOutOthersAtTheNextStart() {
        aliases.restore(7, "seven", 1);
        aliases.restored(3);
        assertEquals(8 + 4 * 64, allocate("a"));
        TopicAliases later = new TopicAliases(200, number -> false, alias -> given.add(alias.number()));
        later.restore(7, "seven", 1);
        later.restored(4);
        later.allocate("b");
        assertEquals(List.of(8 + 4 * 64, 8 + 5 * 64), given);
    }

    @Test
    void beginsFromOneWhenTheSessionBeginsAnew() {
        aliases.restore(7, "seven", 1);
        aliases.restored(128);
        aliases.clear();
        assertEquals(1, allocate("a"));
    }

    @Test
    void usesNumbersThatWereLeftOutWhenThereAreNoOthers() {
        aliases.restore(1, "one", 1);
        aliases.restore(LARGEST - 65, "late", 1);
        aliases.restored(0);
        assertEquals(LARGEST, allocate("last"));
        assertEquals(3, allocate("a"));
        assertEquals(4, allocate("b"));
        assertEquals("last", nameOf(LARGEST));
    }

    @Test
    void givesNoMoreThanItsLimit() {
        for (int i = 0; i < 200; i++) {
            allocate("n" + i);
        }
        assertNull(aliases.allocate("one more"));
        assertEquals("n0", nameOf(1));
    }
}
