package dev.dormouse.link.forwarder;

import java.util.Arrays;

/** The frame that is coming in, up to a limit; what is beyond is not kept but noticed. */
final class FrameBuffer {
    private final byte[] octets;
    private int length;

    FrameBuffer(int largest) {
        octets = new byte[largest];
    }

    void add(int octet) {
        if (length < octets.length) {
            octets[length] = (byte) octet;
        }
        if (length <= octets.length) {
            length++;
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isTooLong() {
        return length > octets.length;
    }

    /** What has been added, at most the limit. The buffer is empty afterwards. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(octets, Math.min(length, octets.length));
        length = 0;
        return taken;
    }

    void clear() {
        length = 0;
    }
}
