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
     * @param source {@code file:line:column}, or the name of an environment variable
     * @param line line in the file, 0 for the file as a whole; variables come behind all lines
     */
    record Origin(String source, int line) {

        private static final int BEHIND_THE_FILE = Integer.MAX_VALUE;

        static Origin variable(String name) {
            return new Origin(name, BEHIND_THE_FILE);
        }

        /** Whether it is an environment variable, whose value is always a text. */
        boolean isVariable() {
            return line == BEHIND_THE_FILE;
        }
    }
}
