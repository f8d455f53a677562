package dev.dormouse.bench.radio;

import dev.dormouse.link.forwarder.Framing;
import java.io.ByteArrayOutputStream;

/** Frames around content that holds nothing to escape and no zero but the control octet of the envelope, the third. */
final class Frames {
    private static final int PLACE_OF_ZERO = 2;

    private Frames() {}

    static byte[] framed(Framing framing, byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        switch (framing) {
            case SLIP, HDLC -> {
                int mark = framing == Framing.SLIP ? 0xC0 : 0x7E;
                frame.write(mark);
                frame.writeBytes(content);
                frame.write(mark);
            }
            case COBS -> {
                byte[] stuffed = content.clone();
                stuffed[PLACE_OF_ZERO] = (byte) (content.length - PLACE_OF_ZERO);
                frame.write(PLACE_OF_ZERO + 1);
                frame.writeBytes(stuffed);
                frame.write(0);
            }
            case LENGTH -> frame.writeBytes(content);
        }
        return frame.toByteArray();
    }
}
