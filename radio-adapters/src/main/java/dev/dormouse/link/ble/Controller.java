package dev.dormouse.link.ble;

/**
 * What a controller has said about itself.
 *
 * @param version of HCI, as a number of the specification
 * @param address its own, as its maker has set it
 * @param packetLength the most octets of data in a packet to it, 27 or more
 * @param buffers how many such packets it has room for, 1 or more
 */
record Controller(int version, BleAddress address, int packetLength, int buffers) {
    private static final int FIRST_OF_5 = 9;
    private static final int FIRST_OF_4 = 6;
    private static final int FIRST_OF_6 = 14;

    private String versionText() {
        if (version >= FIRST_OF_6) {
            return "6." + (version - FIRST_OF_6);
        }
        if (version >= FIRST_OF_5) {
            return "5." + (version - FIRST_OF_5);
        }
        return version >= FIRST_OF_4 ? "4." + (version - FIRST_OF_4) : "below 4.0";
    }

    /** The controller, for people. */
    String description() {
        return "Bluetooth " + versionText() + " controller " + address.digits() + ", " + buffers + " buffers of "
                + packetLength + " octets";
    }
}
