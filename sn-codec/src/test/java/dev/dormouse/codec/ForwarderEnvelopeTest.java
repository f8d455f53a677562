package dev.dormouse.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwarderEnvelopeTest {
    @Test
    @Requirement({"SN12-066", "SN12-067"})
    void narrowsTheBufferToThePacketInside() throws MalformedPacketException {
        ByteBuf datagram = buffer("05fe021a2b 09040401003c7a6231");
        assertEquals(new ForwarderEnvelope(2, Bytes.ofHex("1a2b")), ForwarderEnvelope.open(datagram));
        assertEquals("09040401003c7a6231", ByteBufUtil.hexDump(datagram));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 252})
    @Requirement("SN12-071")
    void carriesNodeIdsOfOneTo252Octets(int length) throws MalformedPacketException {
        ForwarderEnvelope envelope = new ForwarderEnvelope(0, Bytes.of(new byte[length]));
        ByteBuf datagram = Unpooled.buffer();
        envelope.writeTo(datagram);
        assertEquals(envelope.octets(), datagram.readableBytes());
        datagram.writeBytes(buffer("0216"));

        assertEquals(envelope.nodeId(), ForwarderEnvelope.peekNodeId(datagram));
        assertEquals(envelope, ForwarderEnvelope.open(datagram));
        assertEquals("0216", ByteBufUtil.hexDump(datagram));
    }

    @Test
    @Requirement("SN12-069")
    void ignoresReservedBitsOfCtrlAndWritesThemAsZero() throws MalformedPacketException {
        ForwarderEnvelope envelope = ForwarderEnvelope.open(buffer("04feff07 0216"));
        ByteBuf out = Unpooled.buffer();
        envelope.writeTo(out);
        assertEquals("04fe0307", ByteBufUtil.hexDump(out));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "02fe",
                "03fe000216",
                "05fe000001",
                "04fe0016",
                "05fe0000010516",
                "05fe000001021600",
                "010009fe0000010216",
                "0afe0000010216",
                "05160000010216"
            })
    @Requirement({"SN12-066", "SN12-067"})
    void refusesAWrapperThatDoesNotFitItsDatagram(String hex) {
        assertThrows(MalformedPacketException.class, () -> ForwarderEnvelope.open(buffer(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"05fe00000105fe0000020216", "05fe00000104fe0002", "04fe0001010008fe00000216"})
    @Requirement("SN12-070")
    void refusesAnEnvelopeInsideAnEnvelope(String hex) {
        MalformedPacketException refusal =
                assertThrows(MalformedPacketException.class, () -> ForwarderEnvelope.open(buffer(hex)));
        assertEquals("an envelope inside an envelope", refusal.reason());
    }

    @Test
    void knowsItselfByTypeAndByALengthThatEndsBeforeTheDatagram() {
        assertTrue(ForwarderEnvelope.startsIn(buffer("05fe0000010216")));
        assertFalse(ForwarderEnvelope.startsIn(buffer("05fe000001")));
        assertFalse(ForwarderEnvelope.startsIn(buffer("0216")));
        assertFalse(ForwarderEnvelope.startsIn(buffer("")));
        assertFalse(ForwarderEnvelope.startsIn(buffer("01fe0000010216")));
    }

    @Test
    void peeksAtNoNodeIdWhereThereIsNone() {
        assertNull(ForwarderEnvelope.peekNodeId(buffer("03fe000216")));
        assertNull(ForwarderEnvelope.peekNodeId(buffer("00fe000216")));
        assertNull(ForwarderEnvelope.peekNodeId(buffer("0216")));
    }

    @Test
    void cannotBeMadeWithoutANodeOrWithARadiusOfThreeBits() {
        assertThrows(IllegalArgumentException.class, () -> new ForwarderEnvelope(0, Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> new ForwarderEnvelope(0, Bytes.of(new byte[253])));
        assertThrows(IllegalArgumentException.class, () -> new ForwarderEnvelope(4, Bytes.of((byte) 1)));
    }

    private static ByteBuf buffer(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }
}
