package dev.dormouse.gateway.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code [topics]}. */
final class TopicsReader {

    private static final int LONGEST_NAME = 65_535;

    private TopicsReader() {}

    static TopicsConfig read(Section section) {
        Map<Integer, String> predefined = ids(section.section("predefined"));
        Section patterns = section.section("clients");
        Map<String, Map<Integer, String>> clients = new LinkedHashMap<>();
        for (String pattern : patterns.names()) {
            if (pattern.isBlank()) {
                patterns.wrong(pattern, "is no pattern of client ids");
            }
            clients.put(pattern, ids(patterns.section(pattern)));
        }
        return new TopicsConfig(predefined, clients);
    }

    /** Topic ids and their names. */
    static Map<Integer, String> ids(Section section) {
        Map<Integer, String> ids = new LinkedHashMap<>();
        for (String key : section.names()) {
            String name = section.optionalText(key);
            int id = key.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(key) : 0;
            if (id < 1 || id > 65_534) {
                section.wrong(key, "is no topic id; they are 1 to 65534");
            } else if (name != null && isTopicName(section, key, name)) {
                ids.put(id, name);
            }
        }
        return ids;
    }

    private static boolean isTopicName(Section section, String key, String name) {
        if (name.indexOf('#') >= 0 || name.indexOf('+') >= 0) {
            section.wrong(key, "names a topic, so it must not hold the wildcards # and +");
            return false;
        }
        if (name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            section.wrong(key, "names a topic, so it must not hold NUL nor exceed 65535 octets");
            return false;
        }
        int placeholder = name.replace(TopicsConfig.CLIENT_ID, "").indexOf("${");
        if (placeholder >= 0) {
            section.wrong(key, "holds an unknown placeholder; the only one is " + TopicsConfig.CLIENT_ID);
            return false;
        }
        return true;
    }
}
