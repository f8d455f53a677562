package dev.dormouse.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketFieldsTest {
    @Test
    void readsNumbersMostSignificantOctetFirst() throws MalformedPacketException {
        PacketReader in = reader("ff fe01 0203 04");
        assertEquals(0xFF, in.octet("one"));
        assertEquals(0xFE01, in.pair("two"));
        assertEquals(Bytes.ofHex("0203"), in.octets(2, "some"));
        assertEquals(Bytes.ofHex("04"), in.rest());
        assertFalse(in.hasMore());
        in.end();
    }

    @Test
    void namesTheFieldThatIsCut() {
        assertEquals("MsgId", refusal(() -> reader("01").pair("MsgId")).field());
        assertEquals("Radius", refusal(() -> reader("").octet("Radius")).field());
        assertEquals("TopicId", refusal(() -> reader("01").octets(2, "TopicId")).field());
    }

    @Test
    void refusesOctetsThatNoFieldExplains() {
        assertEquals("Length", refusal(() -> reader("0000").end()).field());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void writesNoNumberThatItsFieldCannotHold(int value) {
        PacketWriter out = new PacketWriter(Unpooled.buffer());
        assertThrows(IllegalArgumentException.class, () -> out.pair(value));
        assertThrows(IllegalArgumentException.class, () -> out.octet(value));
    }

    private interface Reading {
        void run() throws MalformedPacketException;
    }

    private static MalformedPacketException refusal(Reading reading) {
        return assertThrows(MalformedPacketException.class, reading::run);
    }

    private static PacketReader reader(String hex) {
        return new PacketReader(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", ""))));
    }
}
