package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.io.ByteArrayOutputStream;

/** SLIP (RFC 1055): frames between END octets, with an END in front as well, which ends whatever noise came before. */
final class Slip implements FrameDecoder {
    private static final int END = 0xC0;
    private static final int ESC = 0xDB;
    private static final int ESC_END = 0xDC;
    private static final int ESC_ESC = 0xDD;

    private final FrameBuffer frame;
    private boolean escaped;

    /** Not before the next END can a frame be good again. */
    private boolean spoiled;

    Slip(int largest) {
        frame = new FrameBuffer(largest);
    }

    static byte[] encode(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 8);
        out.write(END);
        for (byte each : content) {
            int octet = each & 0xFF;
            if (octet == END || octet == ESC) {
                out.write(ESC);
                out.write(octet == END ? ESC_END : ESC_ESC);
            } else {
                out.write(octet);
            }
        }
        out.write(END);
        return out.toByteArray();
    }

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        for (int i = offset; i < offset + length; i++) {
            octet(octets[i] & 0xFF, sink);
        }
    }

    private void octet(int octet, FrameSink sink) {
        if (octet == END) {
            end(sink);
        } else if (escaped) {
            escaped = false;
            if (octet == ESC_END || octet == ESC_ESC) {
                frame.add(octet == ESC_END ? END : ESC);
            } else {
                spoiled = true;
            }
        } else if (octet == ESC) {
            escaped = true;
        } else {
            frame.add(octet);
        }
    }

    private void end(FrameSink sink) {
        if (spoiled || escaped) {
            sink.onFault("escape");
        } else if (frame.isTooLong()) {
            sink.onFault("too long");
        } else if (!frame.isEmpty()) {
            sink.onFrame(frame.take());
        }
        frame.clear();
        escaped = false;
        spoiled = false;
    }
}
