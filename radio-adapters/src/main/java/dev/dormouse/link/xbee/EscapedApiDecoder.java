package dev.dormouse.link.xbee;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.util.Arrays;

/** API frames with escaping: an unescaped delimiter always begins a frame, whatever came before. */
final class EscapedApiDecoder implements FrameDecoder {
    private static final int HEADER = 2;

    /** The length, the frame and its checksum, without escapes. */
    private final byte[] held = new byte[HEADER + ApiMode.LONGEST + 1];

    private int count;
    private boolean inFrame;
    private boolean escaped;
    private boolean inGarbage;

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        for (int i = offset; i < offset + length; i++) {
            int octet = octets[i] & 0xFF;
            if (octet == ApiMode.DELIMITER) {
                begin(sink);
            } else if (!inFrame) {
                fault("garbage", sink);
            } else if (octet == ApiMode.ESCAPE && !escaped) {
                escaped = true;
            } else {
                take((byte) (escaped ? octet ^ ApiMode.FLIP : octet), sink);
                escaped = false;
            }
        }
    }

    private void begin(FrameSink sink) {
        if (inFrame && count + (escaped ? 1 : 0) > 0) {
            fault("incomplete", sink);
        }
        inFrame = true;
        escaped = false;
        count = 0;
    }

    private void take(byte octet, FrameSink sink) {
        held[count++] = octet;
        if (count < HEADER) {
            return;
        }
        int content = ((held[0] & 0xFF) << 8) | (held[1] & 0xFF);
        if (content == 0 || content > ApiMode.LONGEST) {
            inFrame = false;
            fault("length", sink);
        } else if (count == HEADER + content + 1) {
            inFrame = false;
            complete(content, sink);
        }
    }

    private void complete(int content, FrameSink sink) {
        if (ApiMode.checksum(held, HEADER, content) == (held[count - 1] & 0xFF)) {
            inGarbage = false;
            sink.onFrame(Arrays.copyOfRange(held, HEADER, count - 1));
        } else {
            fault("checksum", sink);
        }
    }

    /** Tells the first fault since the last good frame: what follows is most often the rest of the same. */
    private void fault(String reason, FrameSink sink) {
        if (!inGarbage) {
            inGarbage = true;
            sink.onFault(reason);
        }
    }
}
