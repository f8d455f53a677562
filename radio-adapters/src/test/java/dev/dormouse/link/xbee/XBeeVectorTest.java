package dev.dormouse.link.xbee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.DecoderChecks;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.frame.MalformedFrameException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The octets of XBee modules as other programs know them. */
final class XBeeVectorTest {
    @ParameterizedTest
    @MethodSource("goodFrames")
    void means_what_the_vector_says(FrameVector vector) throws Exception {
        XBeeFrame frame = frame(vector);

        JSONObject meaning = XBeeMeaning.of(frame);
        JSONObject expected = new JSONObject(vector.decoded().toString());
        expected.remove("apiMode");
        for (String key : expected.keySet()) {
            if (key.equals("broadcast") && !meaning.has(key)) {
                continue; // follows from the address
            }
            assertEquals(expected.get(key), meaning.opt(key), key);
        }
    }

    @ParameterizedTest
    @MethodSource("goodFrames")
    void is_written_as_in_the_vector(FrameVector vector) throws Exception {
        assertArrayEquals(vector.octets(), mode(vector).frame(frame(vector)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void is_found_wherever_the_stream_is_cut(FrameVector vector) {
        DecoderChecks.sameInPieces(mode(vector)::decoder, vector.octets());
    }

    @ParameterizedTest
    @MethodSource("goodFrames")
    void a_shorter_frame_is_malformed_or_means_less_but_is_never_an_error(FrameVector vector) throws Exception {
        byte[] octets = frame(vector).octets();
        for (int length = 0; length < octets.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(octets, length);
            try {
                XBeeFrame frame = Objects.requireNonNull(XBeeFrame.decode(shorter));
                assertArrayEquals(shorter, frame.octets());
            } catch (MalformedFrameException expected) {
                assertTrue(String.valueOf(expected.getMessage()).contains("ends after"), expected.getMessage());
            }
        }
    }

    @Test
    void a_wrong_checksum_is_a_fault() {
        FrameVector bad = vector("bad-checksum-ap1");
        assertEquals(
                List.of("checksum"),
                Collected.from(ApiMode.PLAIN.decoder(), bad.octets()).faults());
    }

    @Test
    void a_delimiter_ends_a_truncated_frame() throws Exception {
        FrameVector stream = vector("truncated-then-good-ap2");
        Collected found = Collected.from(ApiMode.ESCAPED.decoder(), stream.octets());
        assertEquals(List.of("incomplete"), found.faults());
        assertEquals(1, found.frames().size());
        XBeeFrame frame = XBeeFrame.decode(found.frames().get(0).toArray());
        assertEquals("030100", XBeeMeaning.of(Objects.requireNonNull(frame)).get("mqttsn"));
    }

    @Test
    void a_plain_frame_is_found_within_a_presumed_one() {
        byte[] good = vector("154-tx-status-ok-ap1").octets();
        byte[] stream = HexFormat.of().parseHex("7e0009" + HexFormat.of().formatHex(good) + "000000");
        assertEquals(
                List.of(Bytes.ofHex("890800")),
                Collected.from(ApiMode.PLAIN.decoder(), stream).frames());
    }

    @ParameterizedTest
    @EnumSource(ApiMode.class)
    void finds_a_good_frame_after_any_garbage(ApiMode mode) {
        byte[] good = mode.frame(new ModemStatus(ModemStatus.JOINED));
        byte[] likely = {0x7E, 0x7D, 0x00, 0x02, (byte) 0x8A};
        DecoderChecks.findsFrameAfterGarbage(mode::decoder, good, likely, 516, 20260101);
    }

    @Test
    void unknown_types_are_not_decoded() throws Exception {
        assertEquals(null, XBeeFrame.decode(new byte[] {(byte) 0xFE, 1, 2, 3}));
    }

    static List<FrameVector> vectors() {
        return FrameVector.all("xbee");
    }

    static List<FrameVector> goodFrames() {
        return vectors().stream()
                .filter(vector -> vector.isGood() && !vector.decoded().has("frames"))
                .toList();
    }

    private static FrameVector vector(String name) {
        return vectors().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ApiMode mode(FrameVector vector) {
        return vector.name().endsWith("-ap2") ? ApiMode.ESCAPED : ApiMode.PLAIN;
    }

    private static XBeeFrame frame(FrameVector vector) throws MalformedFrameException {
        Collected found = Collected.from(mode(vector).decoder(), vector.octets());
        assertEquals(List.of(), found.faults());
        assertEquals(1, found.frames().size());
        return Objects.requireNonNull(XBeeFrame.decode(found.frames().get(0).toArray()));
    }
}
