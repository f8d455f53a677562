package dev.dormouse.sim.dongle.xbee;

/**
 * How a module comes out of its box.
 *
 * @param firmware what runs on it
 * @param mode of the API, 1 or 2; 0 is transparent
 * @param encrypted whether the network has security on, which leaves less room
 * @param shortSources whether 802.15.4 nodes have 16-bit addresses
 */
public record XbeeOptions(XbeeFirmware firmware, int mode, boolean encrypted, boolean shortSources) {
    public XbeeOptions {
        if (mode < 0 || mode > 2) {
            throw new IllegalArgumentException("API mode " + mode + " is not 0, 1 or 2");
        }
    }

    public static XbeeOptions of(XbeeFirmware firmware, int mode) {
        return new XbeeOptions(firmware, mode, false, false);
    }
}
