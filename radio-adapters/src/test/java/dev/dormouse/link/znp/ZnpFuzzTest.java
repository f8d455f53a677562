package dev.dormouse.link.znp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.ScanningDecoder;

/** Searches for octets that spoil the decoder when JAZZER_FUZZ=1; otherwise replays what was found before. */
class ZnpFuzzTest {
    private static final MtMessage GOOD = new SysPing();

    @FuzzTest(maxDuration = "60s")
    void everyOctetsAreMessagesOrMalformedAndAGoodOneIsFoundBehindThem(byte[] octets) {
        ScanningDecoder decoder = Unpi.decoder();
        Collected collected = Collected.from(decoder, octets);
        collected.frames().forEach(ZnpFuzzTest::read);
        decoder.onSilence(collected); // the octets before may announce a long message
        decoder.feed(Unpi.frame(GOOD), collected);
        Bytes last = collected.frames().get(collected.frames().size() - 1);
        assertTrue(last.equals(Bytes.of(GOOD.octets())), last.toString());
    }

    private static void read(Bytes frame) {
        try {
            MtMessage.decode(frame.toArray());
        } catch (MalformedFrameException expected) {
            // the other possibility
        }
    }
}
