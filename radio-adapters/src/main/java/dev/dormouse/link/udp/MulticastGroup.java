package dev.dormouse.link.udp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An IP multicast group in which devices and gateways look for each other.
 *
 * @param address of the group, with the port on which it is heard
 * @param networkInterface the name of the one interface on which it is joined and spoken to; null: joined on all that carry multicast,
 *     spoken to where the system's routes lead
 */
public record MulticastGroup(
        InetSocketAddress address, @Nullable String networkInterface) {
    /**
     * A group.
     *
     * @throws IllegalArgumentException when the address is none of a group, or has no port
     */
    public MulticastGroup {
        if (address.isUnresolved() || !address.getAddress().isMulticastAddress() || address.getPort() == 0) {
            throw new IllegalArgumentException("Not a multicast group with a port: " + address);
        }
    }

    /** {@code 225.1.1.1:1885} or {@code 225.1.1.1:1885 on eth0}. */
    public String text() {
        String group = new UdpAddress(address).text();
        return networkInterface == null ? group : group + " on " + networkInterface;
    }
}
