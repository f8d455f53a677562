package dev.dormouse.link.forwarder;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;

/** Searches for octets that spoil a decoder when JAZZER_FUZZ=1; otherwise replays what was found before. */
class ForwarderCodecFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aGoodFrameIsFoundAfterAnyOctets(byte[] octets) {
        byte[] packet = HexFormat.of().parseHex("05fe001234030100");
        for (Framing framing : Framing.values()) {
            Ear ear = new Ear();
            ForwarderCodec codec =
                    new ForwarderCodec(ForwarderOptions.defaults().with(framing), ear);
            codec.feed(octets, 0, octets.length);
            codec.silence();
            if (framing == Framing.COBS) {
                codec.feed(new byte[1], 0, 1); // the octets before have no end of their own
            }
            byte[] frame = codec.encode(packet);
            codec.feed(frame, 0, frame.length);
            if (!ear.heard().get(ear.heard().size() - 1).equals("05fe001234030100")) {
                throw new AssertionError(framing + " heard " + ear.heard());
            }
        }
    }
}
