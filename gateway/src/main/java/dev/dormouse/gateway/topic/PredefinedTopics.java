package dev.dormouse.gateway.topic;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The topic numbers that devices know beforehand (1.2 §6.7): one table for all, and tables for clients whose id fits a pattern,
 * which override it. {@code ${client-id}} in a name stands for the client's own id.
 */
public final class PredefinedTopics {
    private static final String OWN_ID = "${client-id}";

    private final Map<Integer, String> common;
    private final Map<Pattern, Map<Integer, String>> byPattern;
    private final boolean mentionsOwnId;

    /**
     * The tables as configured.
     *
     * @param byClient tables by client id, in which {@code *} stands for any run of characters and {@code ?} for one; a later table
     *     overrides an earlier one
     */
    public PredefinedTopics(Map<Integer, String> common, Map<String, Map<Integer, String>> byClient) {
        this(common, new LinkedHashMap<>(), mentionsOwnId(common));
        byClient.forEach((wildcard, table) -> byPattern.put(pattern(wildcard), Map.copyOf(table)));
    }

    private PredefinedTopics(
            Map<Integer, String> common, Map<Pattern, Map<Integer, String>> byPattern, boolean mentionsOwnId) {
        this.common = Map.copyOf(common);
        this.byPattern = byPattern;
        this.mentionsOwnId = mentionsOwnId;
    }

    private static boolean mentionsOwnId(Map<Integer, String> table) {
        return table.values().stream().anyMatch(name -> name.contains(OWN_ID));
    }

    public static PredefinedTopics none() {
        return new PredefinedTopics(Map.of(), Map.of());
    }

    /** The same with more numbers for all clients, which override those for all but not those for some. */
    public PredefinedTopics with(Map<Integer, String> more) {
        Map<Integer, String> all = new HashMap<>(common);
        all.putAll(more);
        return new PredefinedTopics(all, byPattern, mentionsOwnId(all));
    }

    /** The table that holds for one client. */
    public Table forClient(String clientId) {
        Map<Integer, String> names = common;
        for (Map.Entry<Pattern, Map<Integer, String>> entry : byPattern.entrySet()) {
            if (entry.getKey().matcher(clientId).matches()) {
                names = new HashMap<>(names);
                names.putAll(entry.getValue());
            }
        }
        if (names == common && !mentionsOwnId) {
            return new Table(common);
        }
        Map<Integer, String> own = new HashMap<>();
        names.forEach((number, name) -> own.put(number, name.replace(OWN_ID, clientId)));
        return new Table(Map.copyOf(own));
    }

    /** The table that holds for senders without a session; names that need a client id are not in it. */
    public Table forAnyone() {
        Map<Integer, String> names = new HashMap<>(common);
        names.values().removeIf(name -> name.contains(OWN_ID));
        return new Table(Map.copyOf(names));
    }

    private static Pattern pattern(String wildcard) {
        String regex = wildcard.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    /** The numbers that hold for one sender. */
    public record Table(Map<Integer, String> names) {
        /** The name behind a number, or null. */
        public @Nullable String name(int number) {
            return names.get(number);
        }

        public boolean isPredefined(int number) {
            return names.containsKey(number);
        }
    }
}
