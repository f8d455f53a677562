package dev.dormouse.gateway.config;

import java.util.List;

/**
 * Who may speak for other nodes on a link.
 *
 * @param any everybody may; the addresses are empty then
 * @param addresses the IP addresses of those who may
 */
public record ForwardersConfig(boolean any, List<String> addresses) {
    public ForwardersConfig {
        addresses = List.copyOf(addresses);
    }

    static ForwardersConfig everybody() {
        return new ForwardersConfig(true, List.of());
    }
}
