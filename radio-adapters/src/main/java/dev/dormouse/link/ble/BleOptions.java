package dev.dormouse.link.ble;

import java.time.Duration;

/**
 * How a Bluetooth controller is used.
 *
 * @param nodes whom the host connects to
 * @param connections the most at once, 1 to 255; a controller may take fewer
 * @param mapping how datagrams are carried by the Nordic UART Service
 * @param largestDatagram the most octets of a datagram, 20 to 1024
 * @param advertisements whether messages in advertisements are taken
 * @param company the number of the company whose data in advertisements are messages, 16 bits
 */
public record BleOptions(
        NodeFilter nodes, int connections, Mapping mapping, int largestDatagram, boolean advertisements, int company) {
    /** Numbers of companies end here: for tests, and for those without one. */
    public static final int NO_COMPANY = 0xFFFF;

    /** After so long the connection would be lost: a datagram that is still under way is stuck. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_CONNECTIONS = 255;
    private static final int LEAST = 20;
    private static final int MOST = 1024;

    /** How datagrams become values of a characteristic. */
    public enum Mapping {
        /** They are cut to fit and put together again by their own Length. */
        STREAM,
        /** Each is a value of its own. */
        PACKET
    }

    public BleOptions {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections must be 1 to " + MOST_CONNECTIONS + ", not " + connections);
        }
        if (largestDatagram < LEAST || largestDatagram > MOST) {
            throw new IllegalArgumentException(
                    "largestDatagram must be " + LEAST + " to " + MOST + ", not " + largestDatagram);
        }
        if (company >>> 16 != 0) {
            throw new IllegalArgumentException("company has 16 bits");
        }
    }

    /** All devices with a Nordic UART Service, twenty at once, as a stream, 250 octets; advertisements are not taken. */
    public static BleOptions defaults() {
        return new BleOptions(NodeFilter.nordicUart(), 20, Mapping.STREAM, 250, false, NO_COMPANY);
    }
}
