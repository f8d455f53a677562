package dev.dormouse.gateway.config;

import java.util.List;

/**
 * {@code type = "udp"}: one bound socket.
 *
 * @param host address to listen on; {@code ::} takes IPv6 and IPv4, and IPv4 alone where IPv6 is off
 * @param port UDP port, 0 to 65535; 0 takes any free one
 * @param maxMessageSize longest message sent to a device, in octets, 64 to 65507
 * @param maxDatagram longest datagram received, in octets, 64 to 65507; longer ones are dropped
 * @param receiveBuffer socket receive buffer asked from the system, in octets, 64 KiB to 256 MiB
 * @param forwarders who may speak for other nodes (1.2 §5.5)
 * @param groups multicast groups that are listened and spoken to (1.2 §6.1)
 */
public record UdpLinkConfig(
        CommonLinkConfig common,
        String host,
        int port,
        int maxMessageSize,
        int maxDatagram,
        int receiveBuffer,
        ForwardersConfig forwarders,
        List<GroupConfig> groups)
        implements LinkConfig {
    public UdpLinkConfig {
        groups = List.copyOf(groups);
    }

    @Override
    public String type() {
        return "udp";
    }

    @Override
    public String where() {
        return "udp " + host + " port " + port;
    }
}
