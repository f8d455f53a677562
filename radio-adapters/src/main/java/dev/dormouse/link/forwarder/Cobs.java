package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.io.ByteArrayOutputStream;

/** Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999): no zero in a frame, a zero behind each. */
final class Cobs implements FrameDecoder {
    private static final int LONGEST_BLOCK = 0xFF;

    private final int largest;

    /** As it stands on the line; every 254 octets of content take one more. */
    private final FrameBuffer stuffed;

    Cobs(int largest) {
        this.largest = largest;
        this.stuffed = new FrameBuffer(largest + largest / (LONGEST_BLOCK - 1) + 2);
    }

    static byte[] encode(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 8);
        int start = 0;
        for (int end = 0; end <= content.length; end++) {
            boolean full = end - start == LONGEST_BLOCK - 1;
            boolean zero = end == content.length || content[end] == 0;
            if (full || zero) {
                out.write(end - start + 1);
                out.write(content, start, end - start);
                start = full ? end : end + 1;
                if (full) {
                    end--; // looked at again: it begins the next block
                }
            }
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] != 0) {
                stuffed.add(octets[i]);
            } else if (stuffed.isTooLong()) {
                stuffed.clear();
                sink.onFault("too long");
            } else if (!stuffed.isEmpty()) {
                unstuff(stuffed.take(), sink);
            }
        }
    }

    private void unstuff(byte[] frame, FrameSink sink) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(frame.length);
        int at = 0;
        while (at < frame.length) {
            int code = frame[at] & 0xFF;
            int next = at + code;
            if (next > frame.length) {
                sink.onFault("stuffing");
                return;
            }
            content.write(frame, at + 1, code - 1);
            if (code < LONGEST_BLOCK && next < frame.length) {
                content.write(0);
            }
            at = next;
        }
        if (content.size() > largest) {
            sink.onFault("too long");
        } else if (content.size() > 0) {
            sink.onFrame(content.toByteArray());
        }
    }
}
