package dev.dormouse.gateway.config;

import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code [[links]]}. */
final class LinksReader {

    private static final int LONGEST_UDP_PAYLOAD = 65_507;

    private LinksReader() {}

    /** The links of the file, or one UDP link with all defaults. */
    static List<LinkConfig> read(Section top) {
        List<Section> sections = top.sections("links");
        if (sections.isEmpty()) {
            return List.of(link(top.absentPlace("links")));
        }
        List<LinkConfig> links = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> sockets = new HashSet<>();
        for (Section section : sections) {
            LinkConfig link = link(section);
            if (!names.add(link.name())) {
                section.wrong("name", "is taken by another link: \"" + link.name() + "\"");
            }
            if (link.port() != 0 && !sockets.add(link.host() + " " + link.port())) {
                section.wrong("port", "is taken by another link on the same host: " + link.port());
            }
            links.add(link);
        }
        return links;
    }

    private static LinkConfig link(Section section) {
        String type = section.text("type", "udp");
        if (!type.equals("udp")) {
            section.wrong("type", "is \"" + type + "\", which is not built yet; the only type so far is \"udp\"");
        }
        int maxMessageSize = section.integer("max-message-size", 64, LONGEST_UDP_PAYLOAD, 1400);
        int maxDatagram = section.integer("max-datagram", 64, LONGEST_UDP_PAYLOAD, 2048);
        return new LinkConfig(
                type,
                section.text("name", "udp"),
                section.text("host", "::"),
                section.integer("port", 0, 65_535, 1884),
                maxMessageSize,
                maxDatagram,
                section.size("receive-buffer", 64 << 10, 256 << 20, 4 << 20),
                section.flag("qos-minus-1", true),
                forwarders(section));
    }

    private static ForwardersConfig forwarders(Section section) {
        List<String> texts = section.texts("forwarders", List.of("any"));
        if (texts.equals(List.of("any"))) {
            return ForwardersConfig.everybody();
        }
        if (texts.equals(List.of("none"))) {
            return new ForwardersConfig(false, List.of());
        }
        for (String text : texts) {
            if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) {
                section.wrong(
                        "forwarders", "must be \"any\", \"none\" or a list of IP addresses, not \"" + text + "\"");
            }
        }
        return new ForwardersConfig(false, texts);
    }
}
