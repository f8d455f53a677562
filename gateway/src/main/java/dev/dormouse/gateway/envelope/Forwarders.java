package dev.dormouse.gateway.envelope;

import dev.dormouse.link.LinkAddress;
import java.util.Set;

/** Who may speak for other nodes on one link (I-34). */
@FunctionalInterface
public interface Forwarders {
    boolean allows(LinkAddress forwarder);

    /** Every address. */
    static Forwarders any() {
        return forwarder -> true;
    }

    /** No address: whatever is wrapped is dropped. */
    static Forwarders none() {
        return forwarder -> false;
    }

    /**
     * Some machines.
     *
     * @param machines their addresses, {@linkplain LinkAddress#withoutPort() without ports}
     */
    static Forwarders on(Set<LinkAddress> machines) {
        Set<LinkAddress> allowed = Set.copyOf(machines);
        return forwarder -> allowed.contains(forwarder.withoutPort());
    }
}
