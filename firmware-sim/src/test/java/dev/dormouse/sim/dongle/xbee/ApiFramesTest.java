package dev.dormouse.sim.dongle.xbee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.RadioVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFramesTest {
    private static final long SEED = 20261126;

    @TestFactory
    Stream<DynamicTest> everyFrameIsReadCutAnywhereAndWrittenAgain() {
        return RadioVector.of("xbee").stream()
                .filter(RadioVector::good)
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    int mode = vector.decoded().getInt("apiMode");
                    String line = vector.decoded().has("frames")
                            ? vector.decoded().getJSONArray("frames").getString(0)
                            : vector.octets().toHex();
                    for (int cut = 0; cut <= vector.octets().length(); cut++) {
                        ApiFrames frames = new ApiFrames(mode);
                        List<Bytes> heard = new ArrayList<>();
                        String hex = vector.octets().toHex();
                        frames.feed(Bytes.ofHex(hex.substring(0, 2 * cut)), heard::add);
                        frames.feed(Bytes.ofHex(hex.substring(2 * cut)), heard::add);
                        assertEquals(1, heard.size());
                        assertEquals(line, frames.encode(heard.get(0)).toHex());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aWrongCheckSumIsLeftOut() {
        return RadioVector.of("xbee").stream()
                .filter(vector -> !vector.good())
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    List<Bytes> heard = new ArrayList<>();
                    new ApiFrames(1).feed(vector.octets(), heard::add);
                    assertEquals(List.of(), heard);
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void afterGarbageAGoodFrameIsFound(int mode) {
        Random random = new Random(SEED);
        Bytes data = Bytes.ofHex("88014150000211137D7E");
        for (int round = 0; round < 500; round++) {
            byte[] garbage = new byte[random.nextInt(600)];
            random.nextBytes(garbage);
            ApiFrames frames = new ApiFrames(mode);
            List<Bytes> heard = new ArrayList<>();
            frames.feed(Bytes.of(garbage), heard::add);
            // in mode 1 a false delimiter may swallow several frames before its length is over
            for (int i = 0; i < 60; i++) {
                frames.feed(frames.encode(data), heard::add);
            }
            assertEquals(data, heard.get(heard.size() - 1), "seed " + SEED + ", round " + round);
        }
    }
}
