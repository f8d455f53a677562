package dev.dormouse.link.frame;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.util.ArrayList;
import java.util.List;

/** What a decoder has found. */
public record Collected(List<Bytes> frames, List<String> faults) implements FrameSink {
    public Collected() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /** Feeds a decoder with pieces, one after the other. */
    public static Collected from(FrameDecoder decoder, byte[]... pieces) {
        Collected collected = new Collected();
        for (byte[] piece : pieces) {
            decoder.feed(piece, collected);
        }
        return collected;
    }

    @Override
    public void onFrame(byte[] frame) {
        frames.add(Bytes.of(frame));
    }

    @Override
    public void onFault(String reason) {
        faults.add(reason);
    }
}
