package dev.dormouse.gateway.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How devices find the gateway on a link (1.2 §6.1).
 *
 * @param answersSearches whether SEARCHGW is answered
 * @param advertiseEvery time between two ADVERTISE, 1 second to 65535; zero: none
 * @param groups UDP multicast groups that are listened and spoken to
 */
public record DiscoveryConfig(boolean answersSearches, Duration advertiseEvery, List<Group> groups) {
    public DiscoveryConfig {
        groups = List.copyOf(groups);
    }

    /**
     * A multicast group.
     *
     * @param networkInterface null: all interfaces
     */
    public record Group(InetSocketAddress address, @Nullable String networkInterface) {}
}
