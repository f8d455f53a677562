package dev.dormouse.link.xbee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.serial.FrameDecoder;

/** Searches for octets that spoil a decoder when JAZZER_FUZZ=1; otherwise replays what was found before. */
class XBeeFuzzTest {
    private static final XBeeFrame GOOD = new AtCommand(0x7D, new AtName("AI"), Bytes.of((byte) 0x7E, (byte) 0x11));

    @FuzzTest(maxDuration = "60s")
    void everyOctetsAreFramesOrMalformedAndAGoodFrameIsFoundBehindThem(byte[] octets) {
        for (ApiMode mode : ApiMode.values()) {
            FrameDecoder decoder = mode.decoder();
            Collected collected = Collected.from(decoder, octets);
            collected.frames().forEach(XBeeFuzzTest::read);
            if (mode == ApiMode.PLAIN) {
                decoder.onSilence(collected); // the octets before may announce a long frame
            }
            decoder.feed(mode.frame(GOOD), collected);
            Bytes last = collected.frames().get(collected.frames().size() - 1);
            assertTrue(last.equals(Bytes.of(GOOD.octets())), mode + " heard " + last);
        }
    }

    private static void read(Bytes frame) {
        try {
            XBeeFrame.decode(frame.toArray());
        } catch (MalformedFrameException expected) {
            // the other possibility
        }
    }
}
