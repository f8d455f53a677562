package dev.dormouse.link.frame;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;

/**
 * Finds frames that have no escaping. Where a presumed frame turns out to be none, the search goes on behind its start octet, so that a
 * good frame within is not lost.
 */
public final class ScanningDecoder implements FrameDecoder {
    private final FrameShape shape;
    private final byte[] held;
    private int count;
    private boolean inGarbage;

    public ScanningDecoder(FrameShape shape) {
        this.shape = shape;
        this.held = new byte[shape.longestFrame()];
    }

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        int end = offset + length;
        int next = offset;
        while (next < end) {
            int piece = Math.min(end - next, held.length - count);
            System.arraycopy(octets, next, held, count, piece);
            count += piece;
            next += piece;
            scan(sink);
        }
    }

    /**
     * The line has fallen silent: what has begun will not be completed and was no frame. Needed where a stray start octet announces a
     * long frame.
     */
    @Override
    public void onSilence(FrameSink sink) {
        while (count > 0) {
            fault("incomplete", sink);
            drop(1);
            scan(sink);
        }
    }

    /** Whether a frame has begun. */
    public boolean isInFrame() {
        return count > 0;
    }

    /** Consumes all but the beginning of a frame, which is always shorter than the array. */
    private void scan(FrameSink sink) {
        int at = 0;
        while (at < count) {
            int step = step(at, sink);
            if (step == 0) {
                break;
            }
            at += step;
        }
        drop(at);
    }

    /** How many octets are done with; 0 when more must come first. */
    private int step(int at, FrameSink sink) {
        if (held[at] != shape.start()) {
            fault("garbage", sink);
            return 1;
        }
        if (count - at < shape.headerLength()) {
            return 0;
        }
        int frameLength = shape.frameLength(held, at);
        if (frameLength == 0) {
            fault("length", sink);
            return 1;
        }
        if (count - at < frameLength) {
            return 0;
        }
        if (!shape.isIntact(held, at, frameLength)) {
            fault("checksum", sink);
            return 1;
        }
        inGarbage = false;
        sink.onFrame(shape.content(held, at, frameLength));
        return frameLength;
    }

    /** Tells the first fault since the last good frame: what follows is most often the rest of the same. */
    private void fault(String reason, FrameSink sink) {
        if (!inGarbage) {
            inGarbage = true;
            sink.onFault(reason);
        }
    }

    private void drop(int octets) {
        count -= octets;
        System.arraycopy(held, octets, held, 0, count);
    }
}
