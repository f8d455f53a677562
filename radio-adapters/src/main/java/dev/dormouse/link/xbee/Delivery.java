package dev.dormouse.link.xbee;

import dev.dormouse.link.Outcome;
import org.jspecify.annotations.Nullable;

/** The delivery status of a module in the terms of all links. */
final class Delivery {
    private Delivery() {}

    /** What a status says about a datagram, or null when the module was too busy and the datagram may be tried again. */
    static @Nullable Outcome outcome(int status) {
        return switch (status) {
            case 0x00 -> Outcome.DELIVERED;
            case 0x02, 0x2C, 0x32 -> null;
            case 0x22 -> Outcome.LINK_DOWN;
            case 0x74 -> Outcome.TOO_LARGE;
            case 0x01, 0x21, 0x24, 0x25, 0x26, 0x03, 0x75 -> Outcome.UNREACHABLE;
            default -> Outcome.REJECTED;
        };
    }
}
