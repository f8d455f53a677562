package dev.dormouse.link.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.serial.FrameDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What holds for every decoder, whatever its frames look like. */
public final class DecoderChecks {
    private DecoderChecks() {}

    /** The same frames come out wherever the stream is cut. */
    public static void sameInPieces(Supplier<FrameDecoder> decoders, byte[] stream) {
        List<Bytes> whole = Collected.from(decoders.get(), stream).frames();
        for (int cut = 1; cut < stream.length; cut++) {
            byte[] head = Arrays.copyOf(stream, cut);
            byte[] tail = Arrays.copyOfRange(stream, cut, stream.length);
            assertEquals(whole, Collected.from(decoders.get(), head, tail).frames(), "cut at " + cut);
        }
        byte[][] single = new byte[stream.length][];
        for (int i = 0; i < stream.length; i++) {
            single[i] = new byte[] {stream[i]};
        }
        assertEquals(whole, Collected.from(decoders.get(), single).frames(), "octet by octet");
    }

    /**
     * Any garbage passes without an exception, and a good frame is found behind it.
     *
     * @param good a frame on the line
     * @param likely octets that mean something to the framing
     * @param longest how many octets a decoder may hold
     */
    public static void findsFrameAfterGarbage(
            Supplier<FrameDecoder> decoders, byte[] good, byte[] likely, int longest, long seed) {
        Bytes expected = Collected.from(decoders.get(), good).frames().get(0);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            for (int i = 0; i < garbage.length; i++) {
                if (random.nextInt(4) == 0) {
                    garbage[i] = likely[random.nextInt(likely.length)];
                }
            }
            FrameDecoder decoder = decoders.get();
            Collected collected = new Collected();
            decoder.feed(garbage, collected);
            for (int octets = 0; octets <= longest + good.length; octets += good.length) {
                decoder.feed(good, collected);
            }
            assertTrue(
                    collected.frames().contains(expected),
                    "seed " + seed + " round " + round + ": no frame after garbage");
        }
    }
}
