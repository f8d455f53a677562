package dev.dormouse.link.ble;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.frame.MalformedFrameException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Any octets: packets or malformed, nothing else. */
class BleFuzzTest {
    private static final Bytes RESET_CONFIRMED = BleVectorTest.RESET_CONFIRMED;

    /** Searches when JAZZER_FUZZ=1; otherwise replays what was found before. */
    @FuzzTest(maxDuration = "60s")
    void everyOctetsArePacketsOrMalformed(byte[] octets) {
        H4 decoder = BleVectorTest.inStep();
        Reassembly reassembly = new Reassembly();
        for (Bytes frame : Collected.from(decoder, octets).frames()) {
            read(frame.toArray(), reassembly);
        }
        byte[] enough = new byte[H4.LONGEST_DATA + 255];
        Collected after = Collected.from(decoder, enough, RESET_CONFIRMED.toArray());
        assertTrue(after.frames().contains(RESET_CONFIRMED), "in step again");
    }

    @Test
    void randomPacketsAreReadOrMalformed() {
        List<FrameVector> vectors = BleVectorTest.fromController();
        for (long seed = 0; seed < 5000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] octets = vectors.get(random.nextInt(vectors.size())).octets().clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            octets = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
            everyOctetsArePacketsOrMalformed(octets);
            read(octets, new Reassembly());
        }
    }

    private static void read(byte[] octets, Reassembly reassembly) {
        try {
            HciPacket packet = HciPacket.decode(octets);
            assertTrue(packet.octets().length == octets.length, packet.toString());
            if (packet instanceof AclPacket acl) {
                L2cap whole = reassembly.feed(acl);
                if (whole != null && whole.channel() == L2cap.ATT) {
                    AttPdu.decode(whole.content());
                } else if (whole != null) {
                    Signal.decode(whole.content()).parameters();
                }
            } else if (packet instanceof AdvertisingReports reports) {
                reports.reports().forEach(report -> AdvertisingData.read(report.data(), 0xFFFF));
            }
        } catch (MalformedFrameException expected) {
            // the other possibility
        }
    }
}
