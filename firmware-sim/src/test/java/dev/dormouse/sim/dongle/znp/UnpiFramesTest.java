package dev.dormouse.sim.dongle.znp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.RadioVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class UnpiFramesTest {
    private static final long SEED = 20261126;

    @TestFactory
    Stream<DynamicTest> everyFrameIsReadCutAnywhereAndWrittenAgain() {
        return RadioVector.of("znp").stream()
                .filter(vector -> vector.good() && !vector.decoded().has("raw"))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    String hex = vector.octets().toHex();
                    String line = vector.decoded().has("frames")
                            ? vector.decoded().getJSONArray("frames").getString(0)
                            : hex;
                    for (int cut = 0; cut <= vector.octets().length(); cut++) {
                        UnpiFrames frames = new UnpiFrames();
                        List<MtFrame> heard = new ArrayList<>();
                        frames.feed(Bytes.ofHex(hex.substring(0, 2 * cut)), heard::add);
                        frames.feed(Bytes.ofHex(hex.substring(2 * cut)), heard::add);
                        assertEquals(1, heard.size());
                        assertEquals(line, frames.encode(heard.get(0)).toHex());
                    }
                }));
    }

    @Test
    void aWrongCheckSumIsLeftOut() {
        List<MtFrame> heard = new ArrayList<>();
        new UnpiFrames().feed(Bytes.ofHex("fe03448000540193"), heard::add);
        assertEquals(List.of(), heard);
    }

    @Test
    void afterGarbageAGoodFrameIsFound() {
        Random random = new Random(SEED);
        MtFrame ping = MtFrame.of(0x2101, Bytes.EMPTY);
        for (int round = 0; round < 500; round++) {
            byte[] garbage = new byte[random.nextInt(600)];
            random.nextBytes(garbage);
            UnpiFrames frames = new UnpiFrames();
            List<MtFrame> heard = new ArrayList<>();
            frames.feed(Bytes.of(garbage), heard::add);
            // a false start may wait for up to 250 octets more
            for (int i = 0; i < 60; i++) {
                frames.feed(frames.encode(ping), heard::add);
            }
            assertEquals(ping, heard.get(heard.size() - 1), "seed " + SEED + ", round " + round);
        }
    }
}
