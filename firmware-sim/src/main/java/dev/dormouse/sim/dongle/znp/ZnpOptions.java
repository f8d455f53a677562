package dev.dormouse.sim.dongle.znp;

/**
 * How a coordinator comes out of its box, and what its nodes speak.
 *
 * @param firmware the generation of Z-Stack
 * @param formed whether it has been the coordinator of a network before
 * @param bootloader whether a boot loader waits for the octet that starts the firmware, as on CC2531
 * @param endpoint of the nodes, 1 to 240
 * @param cluster in which they send and hear
 */
public record ZnpOptions(ZStack firmware, boolean formed, boolean bootloader, int endpoint, int cluster) {
    private static final int DIGI_DATA_ENDPOINT = 0xE8;
    private static final int DIGI_DATA_CLUSTER = 0x0011;

    public ZnpOptions {
        if (endpoint < 1 || endpoint > 240) {
            throw new IllegalArgumentException("Endpoint " + endpoint + " is not 1 to 240");
        }
        if (cluster < 0 || cluster > 0xFFFF) {
            throw new IllegalArgumentException("Cluster " + cluster + " is not 0 to 65535");
        }
    }

    /** A coordinator with a network, whose nodes are XBee modules as they come. */
    public static ZnpOptions of(ZStack firmware) {
        return new ZnpOptions(firmware, true, false, DIGI_DATA_ENDPOINT, DIGI_DATA_CLUSTER);
    }
}
