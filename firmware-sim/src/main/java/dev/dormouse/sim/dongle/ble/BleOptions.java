package dev.dormouse.sim.dongle.ble;

/**
 * What a controller and its peripherals can do.
 *
 * @param connections most at once, 1 to 255
 * @param aclLength octets of data in an ACL packet, 27 to 251
 * @param aclPackets how many of them the controller takes before it has sent them, 1 to 255
 * @param mtu largest ATT_MTU of the peripherals, 23 to 517
 * @param beacons how many devices publish by advertising, without a connection
 */
public record BleOptions(int connections, int aclLength, int aclPackets, int mtu, int beacons) {
    /** As a common controller with small buffers, and peripherals as phones like them. */
    public static final BleOptions DEFAULT = new BleOptions(20, 27, 8, 247, 0);

    public BleOptions {
        requireRange(connections, 1, 255, "connections");
        requireRange(aclLength, 27, 251, "octets in an ACL packet");
        requireRange(aclPackets, 1, 255, "ACL packets");
        requireRange(mtu, 23, 517, "octets of ATT_MTU");
        requireRange(beacons, 0, 1000, "beacons");
    }

    private static void requireRange(int number, int least, int most, String what) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " " + what + " is not " + least + " to " + most);
        }
    }
}
