package dev.dormouse.link.xbee;

import dev.dormouse.link.zigbee.Application;
import java.time.Duration;

/**
 * How an XBee module is used.
 *
 * @param application where on the nodes datagrams belong; not for 802.15.4, which has no such thing
 * @param window how many datagrams may wait for their status, 1 or more; those to slow nodes are not counted
 * @param largestDatagram the most octets of a datagram, 1 to 255; the module may take less
 * @param patience how long the status of a transmission may take
 * @param sleepyPatience the same for nodes that said that they sleep
 * @param autoConfigure whether a module in transparent mode is brought into API mode, until it is without power
 */
public record XBeeOptions(
        Application application,
        int window,
        int largestDatagram,
        Duration patience,
        Duration sleepyPatience,
        boolean autoConfigure) {
    /** What the parameter NP of any module can say, about. */
    private static final int MOST = 255;

    public XBeeOptions {
        if (window < 1 || window > 100) {
            throw new IllegalArgumentException("window must be 1 to 100, not " + window);
        }
        if (largestDatagram < 1 || largestDatagram > MOST) {
            throw new IllegalArgumentException("largestDatagram must be 1 to " + MOST + ", not " + largestDatagram);
        }
    }

    /** Plain data of Digi, three datagrams at once, as long as the module takes them, 8 and 45 seconds; the module is taken as it is. */
    public static XBeeOptions defaults() {
        return new XBeeOptions(Application.DIGI_DATA, 3, MOST, Duration.ofSeconds(8), Duration.ofSeconds(45), false);
    }

    /** The same, bringing a module in transparent mode into API mode. */
    public XBeeOptions withAutoConfigure() {
        return new XBeeOptions(application, window, largestDatagram, patience, sleepyPatience, true);
    }
}
