package dev.dormouse.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration as a plain tree, before anyone has judged its keys; each part knows where it was written. */
sealed interface Node {

    /** Where the node was written. */
    Origin origin();

    /** Keys and what they hold, in the order written. */
    record Table(Origin origin, Map<String, Node> entries) implements Node {
        Table(Origin origin) {
            this(origin, new LinkedHashMap<>());
        }
    }

    /** Places 0, 1, … of a list. */
    record Places(Origin origin, List<Node> nodes) implements Node {
        Places(Origin origin) {
            this(origin, new ArrayList<>());
        }
    }

    /** A single value: what the TOML parser made of it, or the text of an environment variable. */
    record Scalar(Origin origin, Object value) implements Node {}

    /**
     * Where something was written.
     *
     * @param source {@code file:line:column} or the name of an environment variable
     * @param environment whether it is the latter, where every value is a text
     */
    record Origin(String source, boolean environment) {}
}
