package dev.dormouse.gateway.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lays environment variables over the file's tree: {@code DORMOUSE_} and the path in capitals, {@code __} between levels, {@code _}
 * for a dash, places of lists as numbers. Below {@code broker.users} and {@code topics.clients} names are taken as they are written.
 */
final class Environment {

    private static final String PREFIX = "DORMOUSE_";
    private static final Set<String> NOT_CONFIGURATION =
            Set.of("DORMOUSE_HOME", "DORMOUSE_CONFIG", "DORMOUSE_JAVA_OPTS");
    private static final Set<String> NAMES_AS_WRITTEN = Set.of("broker.users", "topics.clients");

    private final Map<String, String> variables;
    private final Problems problems;

    Environment(Map<String, String> variables, Problems problems) {
        this.variables = new TreeMap<>(variables);
        this.problems = problems;
    }

    /** Adds or replaces what the variables name. */
    void layOver(Node.Table root) {
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NOT_CONFIGURATION.contains(name)) {
                set(root, name, value);
            }
        });
    }

    private void set(Node.Table root, String name, String value) {
        Node.Origin origin = Node.Origin.variable(name);
        String[] levels = name.substring(PREFIX.length()).split("__", -1);
        Node at = root;
        String path = "";
        for (int i = 0; i < levels.length; i++) {
            String key = NAMES_AS_WRITTEN.contains(path)
                    ? levels[i]
                    : levels[i].toLowerCase(Locale.ROOT).replace('_', '-');
            path = path.isEmpty() ? key : path + "." + key;
            boolean last = i == levels.length - 1;
            Node fresh = last ? new Node.Scalar(origin, value) : fresh(origin, levels[i + 1]);
            Node next = at instanceof Node.Places places
                    ? place(places, key, path, fresh)
                    : entry((Node.Table) at, key, path, fresh);
            if (next == null) {
                return;
            }
            at = next;
        }
    }

    /** What a key that the file lacks holds: a list when the next level is its first place. */
    private static Node fresh(Node.Origin origin, String nextLevel) {
        return nextLevel.equals("0") ? new Node.Places(origin) : new Node.Table(origin);
    }

    private @Nullable Node entry(Node.Table table, String key, String path, Node fresh) {
        Node present = table.entries().get(key);
        if (fresh instanceof Node.Scalar && !(present instanceof Node.Table || present instanceof Node.Places)) {
            table.entries().put(key, fresh);
            return fresh;
        }
        if (present == null) {
            table.entries().put(key, fresh);
            return fresh;
        }
        return descend(present, path, fresh);
    }

    private @Nullable Node place(Node.Places places, String key, String path, Node fresh) {
        int size = places.nodes().size();
        int place = key.matches("[0-9]{1,4}") ? Integer.parseInt(key) : Integer.MAX_VALUE;
        if (place > size) {
            String reason = "\"" + path + "\" is no place of the list, which has " + size + "; the next one is " + size;
            problems.add(fresh.origin(), path, reason);
            return null;
        }
        if (place < size) {
            return descend(places.nodes().get(place), path, fresh);
        }
        places.nodes().add(fresh);
        return fresh;
    }

    private @Nullable Node descend(Node present, String path, Node fresh) {
        boolean inner = present instanceof Node.Table || present instanceof Node.Places;
        if (inner != !(fresh instanceof Node.Scalar)) {
            String reason =
                    inner ? "\"" + path + "\" holds keys, not a value" : "\"" + path + "\" holds a value, not keys";
            problems.add(fresh.origin(), path, reason);
            return null;
        }
        return present;
    }
}
