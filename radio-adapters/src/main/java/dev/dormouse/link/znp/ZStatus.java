package dev.dormouse.link.znp;

import dev.dormouse.link.Outcome;
import org.jspecify.annotations.Nullable;

/** The statuses of Z-Stack in the terms of all links. */
final class ZStatus {
    static final int SUCCESS = 0x00;
    static final int DUPLICATE_ENTRY = 0xB8;

    /** In place of a response that was not understood: no status of the adapter. */
    static final int UNKNOWN_REQUEST = -1;

    private ZStatus() {}

    /** What a status says about a datagram, or null when the adapter was too busy and the datagram may be tried again. */
    static @Nullable Outcome outcome(int status) {
        return switch (status) {
            case SUCCESS -> Outcome.DELIVERED;
            case 0x10, 0x11, 0x1A, 0xE1 -> null; // memory, buffer full, no resources, channel access
            case 0xB7, 0xCD, 0xE9, 0xF0 -> Outcome.UNREACHABLE; // no acknowledgement, no route, expired
            case 0xE5 -> Outcome.TOO_LARGE;
            default -> Outcome.REJECTED;
        };
    }
}
