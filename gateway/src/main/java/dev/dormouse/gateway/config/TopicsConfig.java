package dev.dormouse.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predefined topic ids ({@code [topics]}, 1.2 §6.7). Names may hold {@code ${client-id}}, which stands for the id of the client.
 *
 * @param predefined ids 1 to 65534 that every client knows
 * @param clients pattern of client ids ({@code *} any text, {@code ?} one character) to ids those clients know besides, in file order
 */
public record TopicsConfig(Map<Integer, String> predefined, Map<String, Map<Integer, String>> clients) {

    /** The part of a name that stands for the client's id. */
    public static final String CLIENT_ID = "${client-id}";

    public TopicsConfig {
        predefined = Collections.unmodifiableMap(new LinkedHashMap<>(predefined));
        Map<String, Map<Integer, String>> copies = new LinkedHashMap<>();
        clients.forEach((pattern, ids) -> copies.put(pattern, Collections.unmodifiableMap(new LinkedHashMap<>(ids))));
        clients = Collections.unmodifiableMap(copies);
    }
}
