package dev.dormouse.gateway.config;

import java.util.List;

/** Reads the keys of a UDP link. */
final class UdpLinkReader {

    private static final int LONGEST_UDP_PAYLOAD = 65_507;

    private UdpLinkReader() {}

    static LinkConfig read(Section section, CommonLinkConfig common) {
        int port = section.integer("port", 0, 65_535, 1884);
        return new UdpLinkConfig(
                common,
                section.text("host", "::"),
                port,
                section.integer("max-message-size", 64, LONGEST_UDP_PAYLOAD, 1400),
                section.integer("max-datagram", 64, LONGEST_UDP_PAYLOAD, 2048),
                section.size("receive-buffer", 64 << 10, 256 << 20, 4 << 20),
                forwarders(section),
                DiscoveryReader.groups(section, port));
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
            if (IpLiteral.parse(text) == null) {
                section.wrong(
                        "forwarders", "must be \"any\", \"none\" or a list of IP addresses, not \"" + text + "\"");
            }
        }
        return new ForwardersConfig(false, texts);
    }
}
