package dev.dormouse.link.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwarderVectorsTest {
    /** A datagram of UDP, and one of a version that is not spoken on such lines yet: nothing a line could carry as it stands. */
    private static final Set<String> NOT_OF_A_LINE =
            Set.of("fe-captured-from-mqtt-sn-pub", "mqttsn20-fe-eui64-pingresp");

    /** Forms that are understood, but that we write in another way. */
    private static final Set<String> ONLY_READ = Set.of(
            "slip-no-leading-end", "slip-double-end", "slip-garbage-then-frame", "raw-length-prefix-two-messages");

    static Stream<Vector> ofTheLine() {
        return Vector.all().stream().filter(vector -> !NOT_OF_A_LINE.contains(vector.name()));
    }

    static Stream<Vector> good() {
        return ofTheLine().filter(Vector::isGood);
    }

    static Stream<Vector> bad() {
        return ofTheLine().filter(vector -> !vector.isGood());
    }

    static Stream<Vector> ofOneDatagram() {
        return good().filter(vector -> vector.decoded().has("mqttsn") && !ONLY_READ.contains(vector.name()))
                // what comes from a bridge has the signal quality in front, which we do not send
                .filter(vector -> !vector.name().startsWith("aquila-bridge"));
    }

    @Test
    void allVectorsAreThere() {
        assertEquals(43, Vector.all().size());
        assertEquals(4, bad().count());
    }

    @ParameterizedTest
    @MethodSource("good")
    void decodesToTheStatedMeaning(Vector vector) {
        assertEquals(vector.meaning(), heardOf(vector, vector.line()).heard());
    }

    @ParameterizedTest
    @MethodSource("good")
    void decodesTheSameInWhateverPieces(Vector vector) {
        byte[] line = vector.line();
        for (int cut = 0; cut <= line.length; cut++) {
            byte[] head = Arrays.copyOf(line, cut);
            byte[] tail = Arrays.copyOfRange(line, cut, line.length);
            assertEquals(vector.meaning(), heardOf(vector, head, tail).heard(), "cut at " + cut);
        }
        byte[][] single = new byte[line.length][];
        for (int i = 0; i < line.length; i++) {
            single[i] = new byte[] {line[i]};
        }
        assertEquals(vector.meaning(), heardOf(vector, single).heard());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void dropsAndCountsWhatIsWrong(Vector vector) {
        Ear ear = heardOf(vector, vector.line());
        assertEquals(List.of(), ear.heard());
        assertFalse(ear.faults().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("ofOneDatagram")
    void encodesToTheStatedOctets(Vector vector) {
        byte[] datagram = HexFormat.of().parseHex(vector.datagram());
        byte[] line = new ForwarderCodec(vector.options(), new Ear()).encode(datagram);
        String expected = HexFormat.of().formatHex(vector.line());
        // senders may leave the first END out
        assertTrue(
                Set.of(expected, "c0" + expected).contains(HexFormat.of().formatHex(line)),
                HexFormat.of().formatHex(line));
    }

    @ParameterizedTest
    @MethodSource("good")
    void findsTheNextFrameAfterGarbage(Vector vector) {
        byte[] line = vector.line();
        Ear ear = new Ear();
        ForwarderCodec codec = new ForwarderCodec(vector.options(), ear);
        byte[] garbage = "rst:0x1 (POWERON_RESET)\r\n\0\0".getBytes(StandardCharsets.US_ASCII);
        codec.feed(garbage, 0, garbage.length);
        codec.silence();
        if (line[0] != (byte) 0xC0 && vector.options().framing() == Framing.SLIP) {
            codec.feed(new byte[] {(byte) 0xC0}, 0, 1); // without an END in front the frame belongs to the garbage
        }
        codec.feed(line, 0, line.length);
        assertEquals(vector.meaning(), ear.heard());
    }

    private static Ear heardOf(Vector vector, byte[]... pieces) {
        Ear ear = new Ear();
        ForwarderCodec codec = new ForwarderCodec(vector.options(), ear);
        for (byte[] piece : pieces) {
            codec.feed(piece, 0, piece.length);
        }
        return ear;
    }
}
