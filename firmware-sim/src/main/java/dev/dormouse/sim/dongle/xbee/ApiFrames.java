package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** API frames: delimiter, length, data, check sum; in mode 2 with escaped octets. Broken frames are left out. */
final class ApiFrames {
    private static final int DELIMITER = 0x7E;
    private static final int ESCAPE = 0x7D;
    private static final int INVERTED = 0x20;
    /** Delimiter and length in front, check sum behind. */
    private static final int FIXED = 4;

    private static final int LONGEST = 512;

    private final boolean escaping;
    private final ByteBuf waiting = Unpooled.buffer();
    private boolean escaped;

    /**
     * Frames of one mode.
     *
     * @param mode 1 or 2
     */
    ApiFrames(int mode) {
        this.escaping = mode == 2;
    }

    Bytes encode(Bytes data) {
        int sum = 0;
        for (int i = 0; i < data.length(); i++) {
            sum += data.at(i);
        }
        Bytes rest =
                new Octets().pair(data.length()).bytes(data).octet(0xFF - sum).done();
        Octets out = new Octets().octet(DELIMITER);
        for (int i = 0; i < rest.length(); i++) {
            int octet = rest.at(i);
            if (escaping && special(octet)) {
                out.octet(ESCAPE).octet(octet ^ INVERTED);
            } else {
                out.octet(octet);
            }
        }
        return out.done();
    }

    /** Takes octets from the line; {@code frames} hears the data of each good frame. */
    void feed(Bytes octets, Consumer<Bytes> frames) {
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            if (escaping && octet == DELIMITER) {
                waiting.clear();
                escaped = false;
                waiting.writeByte(octet);
            } else if (escaping && octet == ESCAPE) {
                escaped = true;
            } else {
                waiting.writeByte(escaped ? octet ^ INVERTED : octet);
                escaped = false;
            }
            take(frames);
        }
    }

    /** Without escapes a delimiter may be anything: after a bad frame the search goes on right behind its first octet. */
    private void take(Consumer<Bytes> frames) {
        while (waiting.isReadable()) {
            int start = waiting.readerIndex();
            int size = waiting.readableBytes();
            if (waiting.getUnsignedByte(start) != DELIMITER) {
                waiting.skipBytes(1);
                continue;
            }
            if (size < FIXED - 1) {
                break;
            }
            int length = waiting.getUnsignedShort(start + 1);
            if (length > 0 && length <= LONGEST && size < length + FIXED) {
                break;
            }
            if (length > 0 && length <= LONGEST && sum(start, length) == 0xFF) {
                waiting.skipBytes(FIXED - 1);
                Bytes data = Bytes.read(waiting, length);
                waiting.skipBytes(1);
                frames.accept(data);
            } else {
                waiting.skipBytes(1);
            }
        }
        waiting.discardReadBytes();
    }

    private int sum(int start, int length) {
        int sum = 0;
        for (int i = 0; i <= length; i++) {
            sum += waiting.getUnsignedByte(start + FIXED - 1 + i);
        }
        return sum & 0xFF;
    }

    private static boolean special(int octet) {
        return octet == DELIMITER || octet == ESCAPE || octet == 0x11 || octet == 0x13;
    }
}
