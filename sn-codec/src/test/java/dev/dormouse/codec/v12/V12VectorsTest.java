package dev.dormouse.codec.v12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.ForwarderEnvelope;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.Requirement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the vector file, in both directions; the fields were verified by programs that share no code with this one. */
class V12VectorsTest {
    private final V12Codec codec = new V12Codec();

    static Stream<Vector> packets() {
        return Vector.all().filter(vector -> vector.isValid() && !vector.isEncapsulated());
    }

    static Stream<Vector> envelopes() {
        return Vector.all().filter(vector -> vector.isValid() && vector.isEncapsulated());
    }

    static Stream<Vector> unreadable() {
        return Vector.all().filter(vector -> vector.isOfLayer("codec"));
    }

    static Stream<Vector> readableButWrong() {
        return Vector.all().filter(vector -> vector.isOfLayer("protocol"));
    }

    @Test
    void thereAreAsManyVectorsAsWereWritten() {
        assertEquals(142, packets().count() + envelopes().count());
        assertEquals(93, unreadable().count() + readableButWrong().count());
    }

    @ParameterizedTest
    @MethodSource("packets")
    @Requirement({
        "SN12-004",
        "SN12-005",
        "SN12-006",
        "SN12-008",
        "SN12-011",
        "SN12-016",
        "SN12-017",
        "SN12-029",
        "SN12-032",
        "SN12-035",
        "SN12-038",
        "SN12-041",
        "SN12-042",
        "SN12-044",
        "SN12-048",
        "SN12-054",
        "SN12-055"
    })
    void aPacketDecodesToItsFieldsAndEncodesBackInItsShortestForm(Vector vector) throws MalformedPacketException {
        V12Packet expected = VectorFields.packet(vector.fields());
        assertEquals(expected, codec.decode(buffer(vector.datagram())));
        assertEquals(ShortestForm.of(vector.datagram()), encode(expected));
        assertFalse(expected.toString().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    @Requirement({"SN12-066", "SN12-067", "SN12-069"})
    void anEnvelopeOpensToItsNodeAndItsPacket(Vector vector) throws MalformedPacketException {
        JSONObject fields = vector.fields();
        ByteBuf datagram = buffer(vector.datagram());
        ForwarderEnvelope envelope = ForwarderEnvelope.open(datagram);
        assertEquals(fields.getInt("radius"), envelope.radius());
        assertEquals(fields.getString("wirelessNodeId"), envelope.nodeId().toHex());

        Bytes inner = Bytes.ofHex(fields.getString("messageHex"));
        assertEquals(buffer(inner), datagram);
        assertEquals(VectorFields.packet(fields.getJSONObject("message")), codec.decode(datagram));

        ByteBuf out = Unpooled.buffer();
        envelope.writeTo(out);
        inner.writeTo(out);
        byte[] withoutReservedBits = vector.datagram().toArray();
        withoutReservedBits[2] &= 0b11;
        assertEquals(Unpooled.wrappedBuffer(withoutReservedBits), out);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @Requirement({"SN12-009", "SN12-010", "SN12-066", "SN12-067", "SN12-070"})
    void whatCannotBeReadIsRefusedWithFieldAndReason(Vector vector) {
        MalformedPacketException refusal =
                assertThrows(MalformedPacketException.class, () -> codec.decode(buffer(vector.datagram())));
        assertFalse(refusal.field().isBlank());
        assertFalse(refusal.reason().isBlank());
        if (vector.isEncapsulated()) {
            assertThrows(MalformedPacketException.class, () -> ForwarderEnvelope.open(buffer(vector.datagram())));
        }
    }

    @ParameterizedTest
    @MethodSource("readableButWrong")
    void whatCanBeReadIsReadSoThatItCanBeRefusedWithAnAnswer(Vector vector) throws MalformedPacketException {
        V12Packet packet = codec.decode(buffer(vector.datagram()));
        assertEquals(ShortestForm.of(vector.datagram()), encode(packet));
    }

    private Bytes encode(V12Packet packet) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(packet, out);
        return Bytes.read(out, out.readableBytes());
    }

    private static ByteBuf buffer(Bytes octets) {
        return Unpooled.wrappedBuffer(octets.toArray());
    }
}
