package dev.dormouse.link.znp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.oracle.Node;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.json.JSONArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** The library behind most users of such adapters reads what we write and writes what we read, with any values. */
@Timeout(180)
final class HerdsmanOracleTest {
    private static final HexFormat HEX = HexFormat.of();

    @SuppressWarnings("NullAway.Init") // started before the tests, unless they are skipped
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        node = Node.start(HerdsmanOracleTest.class);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @RepeatedTest(20)
    void reads_our_messages(RepetitionInfo repetition) {
        for (HerdsmanWords words : HerdsmanWords.all(new SplittableRandom(repetition.getCurrentRepetition()))) {
            if (words.directions() != HerdsmanWords.Directions.WRITES) {
                JSONArray read = new JSONArray(node.ask("read", HEX.formatHex(Unpi.frame(words.ours()))));
                assertEquals(1, read.length(), words.ours()::toString);
                assertTrue(
                        words.theirs().similar(read.getJSONObject(0)),
                        () -> words.theirs() + " is what was meant, but they read " + read);
            }
        }
    }

    @RepeatedTest(20)
    void writes_what_we_read(RepetitionInfo repetition) throws Exception {
        for (HerdsmanWords words : HerdsmanWords.all(new SplittableRandom(repetition.getCurrentRepetition()))) {
            if (words.directions() != HerdsmanWords.Directions.READS) {
                String written = node.ask("write", words.theirs().toString());
                assertEquals(HEX.formatHex(Unpi.frame(words.ours())), written);
                Collected found = Collected.from(Unpi.decoder(), HEX.parseHex(written));
                assertEquals(List.of(), found.faults());
                assertEquals(
                        words.ours(), MtMessage.decode(found.frames().get(0).toArray()));
            }
        }
    }
}
