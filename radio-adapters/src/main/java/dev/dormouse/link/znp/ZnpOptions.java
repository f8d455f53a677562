package dev.dormouse.link.znp;

import dev.dormouse.link.zigbee.Application;
import java.time.Duration;

/**
 * How a Z-Stack adapter is used.
 *
 * @param application where on the nodes datagrams belong
 * @param permitJoinSeconds for how long new nodes may join after each start: 0 not at all, 1 to 254, 255 always
 * @param largestDatagram the most octets of a datagram, 1 to 128
 * @param patience how long the network's answer to a datagram may take
 */
public record ZnpOptions(Application application, int permitJoinSeconds, int largestDatagram, Duration patience) {
    /** What AF_DATA_REQUEST takes, by its document. */
    private static final int MOST = 128;

    public ZnpOptions {
        if (permitJoinSeconds < 0 || permitJoinSeconds > 255) {
            throw new IllegalArgumentException("permitJoinSeconds must be 0 to 255, not " + permitJoinSeconds);
        }
        if (largestDatagram < 1 || largestDatagram > MOST) {
            throw new IllegalArgumentException("largestDatagram must be 1 to " + MOST + ", not " + largestDatagram);
        }
    }

    /** Plain data of Digi, so that XBee modules can take part; nobody may join; 80 octets; 20 seconds. */
    public static ZnpOptions defaults() {
        return new ZnpOptions(Application.DIGI_DATA, 0, 80, Duration.ofSeconds(20));
    }
}
