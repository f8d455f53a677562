package dev.dormouse.link;

/** Where a datagram came from on one link: a value with {@code equals} and {@code hashCode}, usable as a key. */
public interface LinkAddress {
    /** The address as people write it, for logs and traces, such as {@code 192.0.2.7:5001}. */
    String text();

    /** What several senders on one machine have in common, for limits per machine: the address itself where there are no ports. */
    default LinkAddress withoutPort() {
        return this;
    }
}
