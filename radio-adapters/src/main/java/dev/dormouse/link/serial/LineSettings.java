package dev.dormouse.link.serial;

/**
 * How the octets run on a serial line; always 8 bits, no parity, 1 stop bit.
 *
 * @param baud 300 to 4 000 000 bits per second
 */
public record LineSettings(int baud, FlowControl flowControl) {
    public LineSettings {
        if (baud < 300 || baud > 4_000_000) {
            throw new IllegalArgumentException("baud must be 300 to 4000000, not " + baud);
        }
    }

    /** 115 200 baud without flow control. */
    public static LineSettings defaults() {
        return new LineSettings(115_200, FlowControl.NONE);
    }

    /** The octets that fit through in a second: ten bits each. */
    public int octetsPerSecond() {
        return baud / 10;
    }
}
