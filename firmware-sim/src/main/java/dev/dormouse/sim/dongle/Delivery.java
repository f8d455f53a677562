package dev.dormouse.sim.dongle;

import java.util.Locale;

/** How the air says a unicast has ended. */
public enum Delivery {
    /** The node has acknowledged it. */
    DELIVERED,
    /** No acknowledgement came; the node may have it all the same. */
    NO_ACKNOWLEDGEMENT,
    /** The node slept for longer than its parent holds a message. */
    EXPIRED,
    /** No node has this address. */
    UNKNOWN_ADDRESS;

    /** As it stands in counters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
