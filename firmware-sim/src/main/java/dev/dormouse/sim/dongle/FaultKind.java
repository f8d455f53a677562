package dev.dormouse.sim.dongle;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which a dongle can misbehave. */
public enum FaultKind {
    /** Every octet is a write of its own. */
    OCTETWISE,
    /** Frames are held back and written several at once, cut anywhere. */
    COALESCED,
    /** Random octets before a frame. */
    GARBAGE,
    /** The text a boot loader prints, when the fault begins. */
    BOOT_TEXT,
    /** One octet of a frame is another. */
    CORRUPT,
    /** The status of a transmission never comes. */
    STATUS_LOST,
    /** The status of a transmission comes ten seconds late. */
    STATUS_LATE,
    /** The status names another transmission. */
    STATUS_WRONG_ID,
    /** The status comes before the answer to the request (ZNP). */
    STATUS_EARLY,
    /** Requests to transmit are refused for want of buffers. */
    BUSY,
    /** The dongle resets when the fault begins. */
    RESET,
    /** The radio network is down. */
    NETWORK_DOWN,
    /** The dongle is pulled out, and comes back under another device. */
    UNPLUG,
    /** The port takes and gives nothing. */
    STALL;

    /**
     * The fault of that name.
     *
     * @throws IllegalArgumentException naming all there are
     */
    public static FaultKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault \"" + text + "\", there are "
                        + Arrays.stream(values()).map(FaultKind::text).collect(Collectors.joining(", "))));
    }

    /** As it is written on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
