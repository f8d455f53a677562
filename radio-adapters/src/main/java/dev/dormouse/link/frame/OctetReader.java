package dev.dormouse.link.frame;

import dev.dormouse.codec.Bytes;
import java.util.Arrays;

/** Takes integers and runs of octets from the front of a frame; never reads beyond its end. */
public final class OctetReader {
    private final byte[] octets;
    private int next;

    public OctetReader(byte[] octets) {
        this.octets = octets;
    }

    public int remaining() {
        return octets.length - next;
    }

    /** One octet, 0 to 255. */
    public int u8() throws MalformedFrameException {
        return (int) number(1, false);
    }

    /** Two octets, the more significant first. */
    public int u16() throws MalformedFrameException {
        return (int) number(2, false);
    }

    /** Two octets, the less significant first. */
    public int u16le() throws MalformedFrameException {
        return (int) number(2, true);
    }

    /** Four octets, the least significant first. */
    public long u32le() throws MalformedFrameException {
        return number(4, true);
    }

    /** Six octets, the least significant first. */
    public long u48le() throws MalformedFrameException {
        return number(6, true);
    }

    /** Eight octets, the most significant first. */
    public long u64() throws MalformedFrameException {
        return number(8, false);
    }

    /** Eight octets, the least significant first. */
    public long u64le() throws MalformedFrameException {
        return number(8, true);
    }

    /** The next octets. */
    public Bytes bytes(int length) throws MalformedFrameException {
        need(length);
        Bytes run = Bytes.of(Arrays.copyOfRange(octets, next, next + length));
        next += length;
        return run;
    }

    /** All that is left, which may be nothing. */
    public Bytes rest() {
        Bytes run = Bytes.of(Arrays.copyOfRange(octets, next, octets.length));
        next = octets.length;
        return run;
    }

    /**
     * The octets up to a zero, which is taken too.
     *
     * @throws MalformedFrameException when there is no zero
     */
    public Bytes untilZero() throws MalformedFrameException {
        int end = next;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        Bytes run = bytes(end - next);
        u8();
        return run;
    }

    /** Nothing may be left. */
    public void end() throws MalformedFrameException {
        if (remaining() > 0) {
            throw new MalformedFrameException(remaining() + " octets too many");
        }
    }

    private long number(int length, boolean leastFirst) throws MalformedFrameException {
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            int at = leastFirst ? next + length - 1 - i : next + i;
            value = (value << 8) | (octets[at] & 0xFF);
        }
        next += length;
        return value;
    }

    private void need(int length) throws MalformedFrameException {
        if (length < 0 || length > remaining()) {
            throw new MalformedFrameException(
                    "ends after " + octets.length + " octets where " + length + " more were expected at " + next);
        }
    }
}
