package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * How often the two ends of a connection meet (Bluetooth Core Vol 6 Part B §4.5).
 *
 * @param minInterval shortest time from one meeting to the next, in units of 1.25 ms
 * @param maxInterval the longest
 * @param latency how many meetings the peripheral may miss when it has nothing to say
 * @param timeout after so long without a meeting the connection is lost, in units of 10 ms
 */
public record ConnectionParameters(int minInterval, int maxInterval, int latency, int timeout) {
    /** 30 to 50 ms, of which four may be missed, and 4 s. */
    static final ConnectionParameters USUAL = new ConnectionParameters(24, 40, 4, 400);

    /** 4 s, in units of 1.25 ms; no single interval may be longer either. */
    private static final int LEAST_OFTEN = 3200;

    static ConnectionParameters read(OctetReader in) throws MalformedFrameException {
        return new ConnectionParameters(in.u16le(), in.u16le(), in.u16le(), in.u16le());
    }

    void write(OctetWriter out) {
        out.u16le(minInterval).u16le(maxInterval).u16le(latency).u16le(timeout);
    }

    /**
     * Whether a controller takes them, within the ranges of the specification and with the timeout longer than two meetings; and they
     * leave a datagram a few meetings before it counts as lost ({@link BleOptions#PATIENCE}).
     */
    boolean areGood() {
        return minInterval >= 6
                && maxInterval >= minInterval
                && (1 + latency) * maxInterval <= LEAST_OFTEN
                && latency <= 499
                && timeout >= 10
                && timeout <= 3200
                && timeout * 4 > (1 + latency) * maxInterval;
    }
}
