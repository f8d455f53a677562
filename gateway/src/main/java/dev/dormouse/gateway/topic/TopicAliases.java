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
 * session; those that are predefined for the client are left out, so that a client which mixes them up does no harm.
 */
public final class TopicAliases {
    private static final int LARGEST = 0xFFFE;

    private final int limit;
    private final IntPredicate predefined;
    private final Consumer<TopicAlias> onChange;
    private Map<String, TopicAlias> byName = Map.of();
    private List<@Nullable TopicAlias> byNumber = List.of();

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
        return number >= 1 && number <= byNumber.size() ? byNumber.get(number - 1) : null;
    }

    /** The alias of a name, given now if need be; null when the table is full. */
    public @Nullable TopicAlias allocate(String name) {
        TopicAlias known = of(name);
        if (known != null) {
            return known;
        }
        if (byName.isEmpty()) {
            byNumber = new ArrayList<>(2);
        }
        while (predefined.test(byNumber.size() + 1) && byNumber.size() < LARGEST) {
            byNumber.add(null);
        }
        if (byName.size() >= limit || byNumber.size() >= LARGEST) {
            return null;
        }
        TopicAlias alias = new TopicAlias(byNumber.size() + 1, name);
        byNumber.add(alias);
        name(alias);
        onChange.accept(alias);
        return alias;
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
        if (byName.isEmpty()) {
            byNumber = new ArrayList<>(2);
        }
        while (byNumber.size() < number) {
            byNumber.add(null);
        }
        TopicAlias alias = new TopicAlias(number, name);
        alias.becomeKnown(knownIn);
        byNumber.set(number - 1, alias);
        name(alias);
    }

    public void forEach(Consumer<TopicAlias> action) {
        byName.values().forEach(action);
    }

    public void clear() {
        byName = Map.of();
        byNumber = List.of();
    }
}
