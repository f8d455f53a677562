package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.io.ByteArrayOutputStream;

/** Octet-stuffed HDLC framing (RFC 1662 §4.2), without address and control fields. */
final class Hdlc implements FrameDecoder {
    private static final int FLAG = 0x7E;
    private static final int ESCAPE = 0x7D;
    private static final int COMPLEMENT = 0x20;

    private final FrameBuffer frame;
    private boolean escaped;

    Hdlc(int largest) {
        frame = new FrameBuffer(largest);
    }

    static byte[] encode(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 8);
        out.write(FLAG);
        for (byte each : content) {
            int octet = each & 0xFF;
            if (octet == FLAG || octet == ESCAPE) {
                out.write(ESCAPE);
                out.write(octet ^ COMPLEMENT);
            } else {
                out.write(octet);
            }
        }
        out.write(FLAG);
        return out.toByteArray();
    }

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        for (int i = offset; i < offset + length; i++) {
            int octet = octets[i] & 0xFF;
            if (octet == FLAG) {
                end(sink);
            } else if (escaped) {
                escaped = false;
                frame.add(octet ^ COMPLEMENT);
            } else if (octet == ESCAPE) {
                escaped = true;
            } else {
                frame.add(octet);
            }
        }
    }

    /** An escape right before the flag is how a sender aborts a frame. */
    private void end(FrameSink sink) {
        if (escaped) {
            sink.onFault("aborted");
        } else if (frame.isTooLong()) {
            sink.onFault("too long");
        } else if (!frame.isEmpty()) {
            sink.onFrame(frame.take());
        }
        frame.clear();
        escaped = false;
    }
}
