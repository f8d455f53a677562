package dev.dormouse.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @Test
    void doesNotChangeWithTheArrayItWasMadeOf() {
        byte[] octets = {1, 2, 3};
        Bytes bytes = Bytes.of(octets);
        octets[0] = 9;
        bytes.toArray()[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, bytes.toArray());
    }

    @Test
    void isAValue() {
        assertEquals(Bytes.ofHex("61 62"), Bytes.ofUtf8("ab"));
        assertEquals(Bytes.ofHex("6162").hashCode(), Bytes.ofUtf8("ab").hashCode());
        assertNotEquals(Bytes.ofUtf8("ab"), Bytes.ofUtf8("ac"));
        assertEquals(Bytes.EMPTY, Bytes.ofHex(""));
        assertSame(Bytes.EMPTY, Bytes.of());
    }

    @Test
    void takesItsOctetsOutOfABufferAndPutsThemBack() {
        ByteBuf buffer = Unpooled.wrappedBuffer(new byte[] {1, 2, (byte) 0xFF});
        assertEquals(1, Bytes.read(buffer, 1).at(0));
        Bytes rest = Bytes.read(buffer, 2);
        assertEquals(255, rest.at(1));
        assertTrue(Bytes.read(buffer, 0).isEmpty());

        ByteBuf out = Unpooled.buffer();
        rest.writeTo(out);
        assertEquals(Unpooled.wrappedBuffer(new byte[] {2, (byte) 0xFF}), out);
    }

    @Test
    void refusesToReadPastTheEndOfABuffer() {
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.read(Unpooled.buffer(), 1));
    }

    @Test
    void lendsAViewThatCannotBeWrittenAndSurvivesItsRelease() {
        Bytes lender = Bytes.ofUtf8("abc");
        ByteBuf view = lender.toByteBuf();
        assertEquals(Unpooled.wrappedBuffer(new byte[] {'a', 'b', 'c'}), view);
        assertTrue(view.isReadOnly());
        assertFalse(view.hasArray());
        assertThrows(ReadOnlyBufferException.class, () -> view.setByte(0, 'x'));
        view.release();
        assertEquals("abc", lender.toUtf8());
        assertFalse(Bytes.EMPTY.toByteBuf().isReadable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "état/défaut", "温度", "😀"})
    void keepsWellFormedText(String text) {
        assertEquals(text, Bytes.ofUtf8(text).toUtf8());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "c080", "eda080", "f4908080", "e282", "ff"})
    void spellsNoTextWhenItIsNotUtf8(String hex) {
        assertNull(Bytes.ofHex(hex).toUtf8());
    }

    @Test
    void printsTextWhereItIsTextAndHexadecimalDigitsOtherwise() {
        assertEquals("\"21.5\"", Bytes.ofUtf8("21.5").toString());
        assertEquals("0x00ff", Bytes.ofHex("00ff").toString());
        assertEquals("0x", Bytes.EMPTY.toString());
        assertTrue(Bytes.of(new byte[1000]).toString().endsWith("… (1000 octets)"));
    }
}
