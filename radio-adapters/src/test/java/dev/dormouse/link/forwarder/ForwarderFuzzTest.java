package dev.dormouse.link.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random octets: the seed is in the failure. */
class ForwarderFuzzTest {
    private static final byte[] MARKS = HexFormat.of().parseHex("c0dbdcdd7e7d5e5d000102fefd03ff");

    static Stream<ForwarderOptions> kinds() {
        return Stream.of(Framing.values()).flatMap(framing -> Stream.of(Crc.values())
                .map(crc -> ForwarderOptions.defaults().with(framing).with(crc)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void findsAGoodFrameAfterAnyGarbage(ForwarderOptions options) {
        byte[] datagram = HexFormat.of().parseHex("0bfe000013a20040a1b2c30b040401001e6e6f646531");
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ear ear = new Ear();
            ForwarderCodec codec = new ForwarderCodec(options, ear);
            byte[] garbage = garbage(random, random.nextInt(3000));
            codec.feed(garbage, 0, garbage.length);
            codec.silence();
            byte[] frame = codec.encode(datagram);
            if (options.framing() == Framing.COBS) {
                codec.feed(new byte[1], 0, 1); // the garbage has no end of its own
            }
            codec.feed(frame, 0, frame.length);
            List<String> heard = ear.heard();
            assertEquals(
                    HexFormat.of().formatHex(datagram),
                    heard.isEmpty() ? "nothing" : heard.get(heard.size() - 1),
                    "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void carriesAnyPacketThrough(ForwarderOptions options) {
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] packet = garbage(random, 2 + random.nextInt(240));
            packet[0] = (byte) packet.length;
            if (packet[1] == (byte) 0xFE) {
                packet[1] = 0x0C;
            }
            Ear ear = new Ear();
            ForwarderCodec codec = new ForwarderCodec(options, ear);
            byte[] frame = codec.encode(packet);
            int cut = random.nextInt(frame.length + 1);
            codec.feed(frame, 0, cut);
            codec.feed(frame, cut, frame.length - cut);
            assertEquals(List.of(HexFormat.of().formatHex(packet)), ear.heard(), "seed " + seed);
            assertEquals(List.of(), ear.faults(), "seed " + seed);
        }
    }

    private static byte[] garbage(SplittableRandom random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) == 0) {
                octets[i] = MARKS[random.nextInt(MARKS.length)];
            }
        }
        return Arrays.copyOf(octets, length);
    }
}
