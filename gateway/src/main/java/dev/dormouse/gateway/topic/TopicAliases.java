package dev.dormouse.gateway.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one client's topics (1.2 §7.3: each client has its own). Numbers are given from 1 upwards and live as long as the
 * session; those that are predefined for the client are left out, so that a client which mixes them up does no harm. After a restart
 * some numbers are left out too: the client may have been told one that was not written down (D-21).
 */
public final class TopicAliases {
    private static final int LARGEST = 0xFFFE;
    /** More than a client registers in the moment between an answer and its being on the disk. */
    private static final int BLOCK = 64;

    private static final int BLOCKS = 128;

    private final int limit;
    private final IntPredicate predefined;
    private final Consumer<TopicAlias> onChange;
    private Map<String, TopicAlias> byName = Map.of();
    /** In the order of the numbers. */
    private List<TopicAlias> byNumber = List.of();

    private int next = 1;

    /**
     * Without any alias.
     *
     * @param limit the most aliases
     * @param predefined tells the numbers that are not given
     * @param onChange hears of each alias that is given, and of each that the client learns or forgets
     */
    public TopicAliases(int limit, IntPredicate predefined, Consumer<TopicAlias> onChange) {
        this.onChange = onChange;
        this.limit = limit;
        this.predefined = predefined;
    }

    /** The alias of a name, or null when it has none. */
    public @Nullable TopicAlias of(String name) {
        return byName.get(name);
    }

    /** The alias with a number, or null when none has it. */
    public @Nullable TopicAlias numbered(int number) {
        int place = placeOf(number);
        return place < 0 ? null : byNumber.get(place);
    }

    /** Where the alias with a number stands; −1 − where it would stand when none has it. */
    private int placeOf(int number) {
        int low = 0;
        int high = byNumber.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int there = byNumber.get(middle).number();
            if (there == number) {
                return middle;
            } else if (there < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** The alias of a name, given now if need be; null when the table is full. */
    public @Nullable TopicAlias allocate(String name) {
        TopicAlias known = of(name);
        if (known != null) {
            return known;
        }
        int number = byName.size() < limit ? freeNumber() : 0;
        if (number == 0) {
            return null;
        }
        next = number + 1;
        TopicAlias alias = new TopicAlias(number, name);
        enter(alias);
        onChange.accept(alias);
        return alias;
    }

    /** The next number; the lowest when there is none behind; 0 when there is none at all. */
    private int freeNumber() {
        int number = nextFree(next);
        if (number > LARGEST) {
            number = nextFree(1);
        }
        return number <= LARGEST ? number : 0;
    }

    private int nextFree(int from) {
        int number = from;
        while (number <= LARGEST && (predefined.test(number) || placeOf(number) >= 0)) {
            number++;
        }
        return number;
    }

    private void enter(TopicAlias alias) {
        if (byName.isEmpty()) {
            byNumber = new ArrayList<>(2);
        }
        int place = placeOf(alias.number());
        if (place < 0) {
            byNumber.add(-1 - place, alias);
        } else {
            byNumber.set(place, alias);
        }
        name(alias);
    }

    /** Most clients have one alias at the most; up to there no HashMap is needed. */
    private void name(TopicAlias alias) {
        if (byName.isEmpty()) {
            byName = Map.of(alias.name(), alias);
            return;
        }
        if (byName.size() == 1) {
            byName = new HashMap<>(byName);
        }
        byName.put(alias.name(), alias);
    }

    /** The client knows the alias from now on, within this connection (the session's n-th). */
    public void becomeKnown(TopicAlias alias, int connection) {
        if (!alias.isKnown(connection)) {
            alias.becomeKnown(connection);
            onChange.accept(alias);
        }
    }

    /** The client turned out not to know the alias. */
    public void becomeUnknown(TopicAlias alias) {
        alias.becomeUnknown();
        onChange.accept(alias);
    }

    /** Takes up an alias that was given before a restart. */
    public void restore(int number, String name, int knownIn) {
        TopicAlias alias = new TopicAlias(number, name);
        alias.becomeKnown(knownIn);
        enter(alias);
    }

    /**
     * All that is known was restored. Numbers behind it may mean something to the client, and are left out.
     *
     * @param start a number that is another at each start of the program
     */
    public void restored(long start) {
        int last = byNumber.isEmpty() ? 0 : byNumber.get(byNumber.size() - 1).number();
        next = last + 1 + BLOCK * (1 + (int) Math.floorMod(start, (long) BLOCKS));
    }

    public void forEach(Consumer<TopicAlias> action) {
        byName.values().forEach(action);
    }

    public void clear() {
        byName = Map.of();
        byNumber = List.of();
        next = 1;
    }
}
