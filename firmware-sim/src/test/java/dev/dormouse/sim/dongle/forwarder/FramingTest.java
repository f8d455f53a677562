package dev.dormouse.sim.dongle.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramingTest {
    private static final long SEED = 20261126;

    @ParameterizedTest
    @EnumSource(
            value = Framing.class,
            names = {"SLIP", "COBS", "HDLC"})
    void anyContentComesBackWhereverItIsCut(Framing framing) {
        Random random = new Random(SEED);
        FrameCodec codec = framing.codec();
        for (int round = 0; round < 500; round++) {
            Bytes content = random(random, 1 + random.nextInt(600));
            List<Bytes> heard = new ArrayList<>();
            Bytes line = codec.encode(content);
            int cut = random.nextInt(line.length() + 1);
            codec.feed(Bytes.ofHex(line.toHex().substring(0, 2 * cut)), 0, heard::add);
            codec.feed(Bytes.ofHex(line.toHex().substring(2 * cut)), 0, heard::add);
            assertEquals(List.of(content), heard, "seed " + SEED + ", round " + round);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void afterGarbageTheNextButOneFrameIsFound(Framing framing) {
        Random random = new Random(SEED);
        Bytes message = Bytes.ofHex("0B040401001E6E6F646531");
        for (int round = 0; round < 500; round++) {
            FrameCodec codec = framing.codec();
            long now = 0;
            codec.feed(random(random, random.nextInt(3000)), now, frame -> {});
            codec.feed(codec.encode(message), now, frame -> {});
            now += 200;
            List<Bytes> heard = new ArrayList<>();
            codec.feed(codec.encode(message), now, heard::add);
            assertEquals(List.of(message), heard, "seed " + SEED + ", round " + round);
        }
    }

    private static Bytes random(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.of(octets);
    }
}
