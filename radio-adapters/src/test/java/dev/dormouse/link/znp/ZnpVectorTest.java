package dev.dormouse.link.znp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.DecoderChecks;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The octets of Z-Stack adapters as other programs know them. */
final class ZnpVectorTest {
    @ParameterizedTest
    @MethodSource("goodMessages")
    void means_what_the_vector_says(FrameVector vector) throws Exception {
        JSONObject meaning = ZnpMeaning.of(message(vector));
        JSONObject expected = vector.decoded();
        for (String key : expected.keySet()) {
            assertEquals(String.valueOf(expected.get(key)), String.valueOf(meaning.opt(key)), key);
        }
    }

    @ParameterizedTest
    @MethodSource("goodMessages")
    void is_written_as_in_the_vector(FrameVector vector) throws Exception {
        assertArrayEquals(vector.octets(), Unpi.frame(message(vector)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void is_found_wherever_the_stream_is_cut(FrameVector vector) {
        DecoderChecks.sameInPieces(Unpi::decoder, vector.octets());
    }

    @ParameterizedTest
    @MethodSource("goodMessages")
    void a_shorter_message_is_malformed_or_means_less_but_is_never_an_error(FrameVector vector) throws Exception {
        byte[] octets = message(vector).octets();
        for (int length = 0; length < octets.length; length++) {
            byte[] shorter = Arrays.copyOf(octets, length);
            try {
                assertArrayEquals(
                        shorter,
                        Objects.requireNonNull(MtMessage.decode(shorter)).octets());
            } catch (MalformedFrameException expected) {
                assertTrue(String.valueOf(expected.getMessage()).contains("ends after"), expected.getMessage());
            }
        }
    }

    @Test
    void a_wrong_check_is_a_fault() {
        Collected found = Collected.from(Unpi.decoder(), vector("bad-fcs").octets());
        assertEquals(List.of("checksum"), found.faults());
        assertEquals(List.of(), found.frames());
    }

    @Test
    void a_good_frame_within_a_presumed_one_is_found() {
        Collected found =
                Collected.from(Unpi.decoder(), vector("garbage-then-good").octets());
        assertEquals(List.of(Bytes.ofHex("640100")), found.frames());
    }

    @Test
    void silence_ends_a_frame_that_was_none() {
        Collected found = new Collected();
        var decoder = Unpi.decoder();
        decoder.feed(Bytes.ofHex("fe50 fe01 6401 0064").toArray(), found);
        assertEquals(List.of(), found.frames());
        decoder.onSilence(found);
        assertEquals(List.of(Bytes.ofHex("640100")), found.frames());
    }

    @Test
    void finds_a_good_frame_after_any_garbage() {
        byte[] good = vector("sys-ping-rsp").octets();
        byte[] likely = {(byte) 0xFE, 0x00, 0x03, (byte) 0xFA};
        DecoderChecks.findsFrameAfterGarbage(Unpi::decoder, good, likely, 255, 20260102);
    }

    @Test
    void data_that_does_not_fit_into_a_frame_is_refused() {
        Bytes data = Bytes.of(new byte[241]);
        AfDataRequest request = new AfDataRequest(new ShortAddress(1), 1, 1, 1, 1, 0, 30, data);
        assertThrows(IllegalArgumentException.class, () -> Unpi.frame(request));
    }

    static List<FrameVector> vectors() {
        return FrameVector.all("znp");
    }

    /** All but streams, bad ones and the octet that is meant for a boot loader. */
    static List<FrameVector> goodMessages() {
        return vectors().stream()
                .filter(vector -> vector.isGood() && vector.decoded().has("cmd0"))
                .toList();
    }

    private static FrameVector vector(String name) {
        return vectors().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MtMessage message(FrameVector vector) throws MalformedFrameException {
        Collected found = Collected.from(Unpi.decoder(), vector.octets());
        assertEquals(List.of(), found.faults());
        assertEquals(1, found.frames().size());
        return Objects.requireNonNull(MtMessage.decode(found.frames().get(0).toArray()));
    }
}
