package dev.dormouse.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code [[links]]}: what every kind has, and which reader takes the rest. */
final class LinksReader {

    private static final int MOST_CLIENTS = 1_000_000;

    /** Reads the keys of one kind. */
    @FunctionalInterface
    private interface KindReader {
        LinkConfig read(Section section, CommonLinkConfig common);
    }

    private static final Map<String, KindReader> KINDS = kinds();

    private LinksReader() {}

    private static Map<String, KindReader> kinds() {
        Map<String, KindReader> kinds = new LinkedHashMap<>();
        kinds.put("udp", UdpLinkReader::read);
        kinds.put("forwarder", ForwarderLinkReader::read);
        kinds.put("xbee", ZigBeeLinkReader::xbee);
        kinds.put("znp", ZigBeeLinkReader::znp);
        kinds.put("ble-h4", BleLinkReader::read);
        return kinds;
    }

    /**
     * The links of the file, or one UDP link with all defaults.
     *
     * @param retryInterval Tretry of links that have none of their own
     */
    static List<LinkConfig> read(Section top, Duration retryInterval) {
        List<Section> sections = top.sections("links");
        if (sections.isEmpty()) {
            return List.of(link(top.absentPlace("links"), retryInterval));
        }
        List<LinkConfig> links = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (Section section : sections) {
            LinkConfig link = link(section, retryInterval);
            if (!names.add(link.name())) {
                section.wrong("name", "is taken by another link: \"" + link.name() + "\"");
            }
            refuseTakenPlace(section, link, places);
            links.add(link);
        }
        return links;
    }

    private static void refuseTakenPlace(Section section, LinkConfig link, Set<String> places) {
        if (link instanceof UdpLinkConfig udp) {
            if (udp.port() != 0 && !places.add(udp.where())) {
                section.wrong("port", "is taken by another link on the same host: " + udp.port());
            }
        } else if (section.has("device") && !places.add(section.text("device", ""))) {
            section.wrong("device", "is taken by another link");
        }
    }

    private static LinkConfig link(Section section, Duration retryInterval) {
        String type = section.text("type", "udp");
        KindReader reader = KINDS.get(type);
        if (reader == null) {
            section.wrong(
                    "type",
                    KINDS.keySet().stream()
                            .map(kind -> '"' + kind + '"')
                            .collect(Collectors.joining(", ", "must be one of ", ", not \"" + type + "\"")));
            reader = UdpLinkReader::read;
        }
        CommonLinkConfig common = new CommonLinkConfig(
                section.text("name", type),
                section.flag("qos-minus-1", true),
                section.integer("clients", 1, MOST_CLIENTS, MOST_CLIENTS),
                section.duration("retry-interval", Duration.ofMillis(100), Duration.ofMinutes(10), retryInterval),
                section.choice("rebind", Map.of("asleep", true, "never", false), true),
                DiscoveryReader.read(section),
                TopicsReader.ids(section.section("predefined")));
        return reader.read(section, common);
    }
}
