package dev.dormouse.gateway.envelope;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.ForwarderEnvelope;
import dev.dormouse.link.LinkAddress;
import java.security.SecureRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A node behind a forwarder (1.2 §5.5, I-34): the forwarder's address with the node id that it gave. The same node behind another
 * forwarder is at another address.
 *
 * @param forwarder where the datagrams of the node come from; no such address itself
 * @param nodeId 1 to 252 octets
 */
public record ForwardedAddress(LinkAddress forwarder, Bytes nodeId) implements LinkAddress {
    /** Strangers choose node ids; without knowing this number they cannot choose many with the same hash. */
    private static final long SECRET = new SecureRandom().nextLong();

    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final char SEPARATOR = '/';
    private static final int MOST_OCTETS = 252;

    /** The address of the forwarder, and the node id in hexadecimal digits: {@code 192.0.2.7:5001/1a2b}. */
    @Override
    public String text() {
        return forwarder.text() + SEPARATOR + nodeId.toHex();
    }

    /**
     * The address of which {@link #text} was told.
     *
     * @param forwarders understands the addresses of forwarders
     * @return null when it is no such text
     */
    static @Nullable ForwardedAddress parse(String text, Function<String, @Nullable LinkAddress> forwarders) {
        int slash = text.lastIndexOf(SEPARATOR);
        if (slash < 0) {
            return null;
        }
        Bytes nodeId;
        try {
            nodeId = Bytes.ofHex(text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
        LinkAddress forwarder = forwarders.apply(text.substring(0, slash));
        boolean possible = nodeId.length() > 0 && nodeId.length() <= MOST_OCTETS;
        return forwarder != null && possible ? new ForwardedAddress(forwarder, nodeId) : null;
    }

    /**
     * The machine of the forwarder, since it can make up as many nodes as it likes. Where there are no ports there is one forwarder,
     * which was attached on purpose, and each of its nodes counts by itself.
     */
    @Override
    public LinkAddress withoutPort() {
        LinkAddress machine = forwarder.withoutPort();
        return machine.equals(forwarder) ? this : machine;
    }

    /**
     * What is put in front of a packet to this node.
     *
     * @param radius 0 for a packet to the node alone, up to 3 for one that the forwarder broadcasts (I-32)
     */
    public ForwarderEnvelope envelope(int radius) {
        return new ForwarderEnvelope(radius, nodeId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForwardedAddress that && forwarder.equals(that.forwarder) && nodeId.equals(that.nodeId);
    }

    @Override
    public int hashCode() {
        long hash = SECRET ^ forwarder.hashCode();
        for (int i = 0; i < nodeId.length(); i++) {
            hash = (hash ^ nodeId.at(i)) * ODD;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
