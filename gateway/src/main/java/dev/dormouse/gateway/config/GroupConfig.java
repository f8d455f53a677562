package dev.dormouse.gateway.config;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A multicast group where devices look for a gateway.
 *
 * @param networkInterface null: all interfaces
 */
public record GroupConfig(
        InetSocketAddress address, @Nullable String networkInterface) {}
