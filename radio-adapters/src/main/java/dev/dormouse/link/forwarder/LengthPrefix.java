package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;

/**
 * No framing: packets follow each other, and each says how long it is. After an error only a pause of the sender tells where the next
 * packet begins.
 */
final class LengthPrefix implements FrameDecoder {
    private final byte[] held;
    private final int trailer;
    private int length;

    /**
     * A decoder.
     *
     * @param trailer octets of a checksum behind each packet
     */
    LengthPrefix(int largest, int trailer) {
        this.held = new byte[largest];
        this.trailer = trailer;
    }

    @Override
    public void feed(byte[] octets, int offset, int count, FrameSink sink) {
        for (int i = offset; i < offset + count; i++) {
            held[length++] = octets[i];
            packet(sink);
        }
    }

    /** Takes a packet that is complete; otherwise there is room for one more octet afterwards. */
    private void packet(FrameSink sink) {
        int packet = PacketLength.of(held, length);
        if (packet == PacketLength.UNKNOWN && length < held.length) {
            return;
        }
        int whole = packet + trailer;
        if (packet <= 0 || whole > held.length) {
            sink.onFault("length");
            length = 0;
        } else if (length == whole) {
            byte[] frame = new byte[whole];
            System.arraycopy(held, 0, frame, 0, whole);
            sink.onFrame(frame);
            length = 0;
        }
    }

    @Override
    public void onSilence(FrameSink sink) {
        if (length > 0) {
            sink.onFault("silence");
            length = 0;
        }
    }
}
