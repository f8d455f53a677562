package dev.dormouse.gateway.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys of discovery of one link. */
final class DiscoveryReader {
    private static final Pattern VERSION_4 = Pattern.compile("([0-9.]+)(?:%(\\S+))?:([0-9]{1,5})");
    private static final Pattern VERSION_6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)(?:%([^\\]\\s]+))?]:([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** 1.2 §7.2: more than 15 minutes. */
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(20);

    private static final Duration LONGEST = Duration.ofSeconds(65_535);

    private DiscoveryReader() {}

    static DiscoveryConfig read(Section link) {
        boolean answers = link.flag("answer-searchgw", true);
        boolean advertises = link.flag("advertise", false);
        Duration every = link.duration("advertise-interval", SHORTEST, LONGEST, DEFAULT_INTERVAL);
        if (every.toMillis() % 1000 != 0) {
            link.wrong("advertise-interval", "must be whole seconds: the message has no room for less");
        }
        return new DiscoveryConfig(answers, advertises ? every : Duration.ZERO);
    }

    /**
     * The multicast groups of a UDP link.
     *
     * @param port of the link, which no group may have
     */
    static List<GroupConfig> groups(Section link, int port) {
        List<GroupConfig> groups = new ArrayList<>();
        for (String text : link.texts("groups", List.of())) {
            GroupConfig group = group(text);
            if (group == null) {
                link.wrong(
                        "groups",
                        "must be multicast addresses with port, such as \"225.1.1.1:1885\" or \"[ff02::1%eth0]:1885\", not \""
                                + text
                                + "\"");
            } else if (group.address().getPort() == port) {
                link.wrong("groups", "need another port than the link's own, " + port + ": \"" + text + "\"");
            } else {
                groups.add(group);
            }
        }
        return groups;
    }

    private static @Nullable GroupConfig group(String text) {
        Matcher matcher = VERSION_4.matcher(text);
        if (!matcher.matches()) {
            matcher = VERSION_6.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
        }
        InetAddress address = IpLiteral.parse(matcher.group(1));
        int port = Integer.parseInt(matcher.group(3));
        boolean usable = address != null && address.isMulticastAddress() && port >= 1 && port <= HIGHEST_PORT;
        return usable ? new GroupConfig(new InetSocketAddress(address, port), matcher.group(2)) : null;
    }
}
