package dev.dormouse.sim.dongle.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.RadioVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The framings, check sums and envelopes against the frames that independent implementations agree on. */
class ForwarderVectorsTest {
    /** More, fewer or other delimiters than we write. */
    private static final Set<String> READ_ONLY = Set.of(
            "slip-no-leading-end", "slip-garbage-then-frame", "slip-double-end", "raw-length-prefix-two-messages");

    private static Stream<RadioVector> framed() {
        return RadioVector.of("mqttsn-serial").stream()
                .filter(vector -> vector.decoded().has("framing"))
                .filter(vector -> !vector.decoded().getString("framing").startsWith("datagram"));
    }

    @TestFactory
    Stream<DynamicTest> everyFrameIsReadCutAnywhere() {
        return framed().map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
            for (int cut = 0; cut <= vector.octets().length(); cut++) {
                assertEquals(expected(vector), last(read(vector, cut), vector), "cut at " + cut);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyFrameIsWrittenAsItStands() {
        return framed().filter(vector -> !READ_ONLY.contains(vector.name()))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    Bytes content = read(vector, 0).get(0);
                    assertEquals(
                            vector.octets(),
                            framing(vector).codec().encode(crc(vector).append(content)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyEnvelopeIsReadAndWritten() {
        return framed().filter(
                        vector -> vector.decoded().optString("encapsulation").equals("mqttsn12-forwarder"))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    List<Bytes> contents = read(vector, 0);
                    Bytes content = contents.get(contents.size() - 1);
                    Envelope envelope = Envelope.read(content);
                    assertNotNull(envelope);
                    assertEquals(vector.hex("node"), envelope.nodeId());
                    assertEquals(vector.hex("mqttsn"), envelope.message());
                    assertEquals(
                            vector.decoded().optBoolean("broadcast")
                                    || envelope.nodeId().isEmpty(),
                            envelope.isForAll());
                    assertEquals(content, envelope.write());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyBrokenFrameIsLeftOut() {
        return RadioVector.of("mqttsn-serial").stream()
                .filter(vector -> !vector.good())
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    Crc crc = vector.name().startsWith("aquila") ? Crc.XMODEM : Crc.NONE;
                    new Slip().feed(vector.octets(), 0, frame -> {
                        Bytes content = crc.strip(frame);
                        assertNull(content == null ? null : Envelope.read(content));
                    });
                }));
    }

    private static List<Bytes> read(RadioVector vector, int cut) {
        List<Bytes> contents = new ArrayList<>();
        FrameCodec codec = framing(vector).codec();
        byte[] octets = vector.octets().toArray();
        for (Bytes part : List.of(part(octets, 0, cut), part(octets, cut, octets.length))) {
            codec.feed(
                    part,
                    0,
                    frame -> contents.add(Objects.requireNonNull(crc(vector).strip(frame))));
        }
        return contents;
    }

    private static Bytes part(byte[] octets, int from, int to) {
        return Bytes.of(java.util.Arrays.copyOfRange(octets, from, to));
    }

    /** The messages a vector names, without envelope and signal quality. */
    private static List<String> expected(RadioVector vector) {
        if (vector.decoded().has("messages")) {
            return vector.decoded().getJSONArray("messages").toList().stream()
                    .map(Object::toString)
                    .toList();
        }
        if (vector.decoded().has("control")) {
            return List.of(vector.decoded().getString("control").equals("ack") ? "00000201" : "00000200");
        }
        return List.of(vector.decoded().getString("mqttsn"));
    }

    private static List<String> last(List<Bytes> contents, RadioVector vector) {
        if (vector.decoded().has("messages") || vector.decoded().has("control")) {
            return contents.stream().map(Bytes::toHex).toList();
        }
        String content = contents.get(contents.size() - 1).toHex();
        int envelope = vector.decoded().has("node")
                ? content.indexOf(vector.decoded().getString("node"))
                        + vector.decoded().getString("node").length()
                : 0;
        boolean odd = vector.decoded().optString("node", "x").isEmpty();
        return List.of(content.substring(
                odd ? 6 : vector.decoded().optString("encapsulation").startsWith("mqttsn20") ? 20 : envelope));
    }

    private static Framing framing(RadioVector vector) {
        String name = vector.decoded().getString("framing");
        if (name.startsWith("slip")) {
            return Framing.SLIP;
        }
        if (name.startsWith("cobs")) {
            return Framing.COBS;
        }
        return name.startsWith("hdlc") ? Framing.HDLC : Framing.LENGTH;
    }

    private static Crc crc(RadioVector vector) {
        String name = vector.decoded().getString("framing");
        if (name.contains("xmodem")) {
            return Crc.XMODEM;
        }
        return name.contains("x25") || name.contains("fcs16") ? Crc.X25 : Crc.NONE;
    }
}
