package dev.dormouse.link.zigbee;

/**
 * Where on a node a datagram belongs: all nodes and the gateway use the same endpoint, profile and cluster.
 *
 * @param endpoint 1 to 254
 * @param profile 16 bits
 * @param cluster 16 bits
 */
public record Application(int endpoint, int profile, int cluster) {
    /** What XBee modules use for plain data, so that they need no configuration. */
    public static final Application DIGI_DATA = new Application(0xE8, 0xC105, 0x0011);

    public Application {
        if (endpoint < 1 || endpoint > 254) {
            throw new IllegalArgumentException("endpoint must be 1 to 254, not " + endpoint);
        }
        if ((profile | cluster) >>> 16 != 0) {
            throw new IllegalArgumentException("profile and cluster have 16 bits");
        }
    }
}
