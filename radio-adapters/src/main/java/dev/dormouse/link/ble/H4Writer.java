package dev.dormouse.link.ble;

import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.radio.FrameTrace;
import dev.dormouse.link.radio.Radio;

/**
 * Hands packets to the line in order, several at once while the line is behind: it takes only a few writes, and a packet that it
 * refused would be missing. What waits is bounded by what the controller has room for.
 */
final class H4Writer {
    /** Less than a line takes. */
    private static final int MOST_UNTAKEN = 4;

    private final Radio radio;
    private OctetWriter waiting = new OctetWriter();
    private boolean anyWaiting;
    private int untaken;

    H4Writer(Radio radio) {
        this.radio = radio;
    }

    void write(HciPacket packet) {
        byte[] octets = packet.octets();
        radio.trace(FrameTrace.Direction.TO_ADAPTER, octets, packet::toString);
        waiting.bytes(octets);
        anyWaiting = true;
        flush();
    }

    /** The line is another one. */
    void opened() {
        clear();
        untaken = 0;
    }

    /** What waits will not be sent. */
    void clear() {
        waiting = new OctetWriter();
        anyWaiting = false;
    }

    private void flush() {
        if (anyWaiting && untaken < MOST_UNTAKEN) {
            byte[] octets = waiting.toArray();
            clear();
            untaken++;
            radio.write(octets, this::taken);
        }
    }

    private void taken() {
        untaken--;
        flush();
    }
}
