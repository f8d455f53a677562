package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An immutable run of octets: payloads, names and addresses once they have left the network buffer. A value; needs no release.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of the given octets. */
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** The UTF-8 form of a text. */
    public static Bytes ofUtf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The octets that a string of hexadecimal digits names; blanks between octets are allowed. */
    public static Bytes ofHex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /** Takes the next {@code length} octets out of a buffer, moving its reader index. */
    public static Bytes read(ByteBuf buffer, int length) {
        if (length == 0) {
            return EMPTY;
        }
        byte[] octets = new byte[length];
        buffer.readBytes(octets);
        return new Bytes(octets);
    }

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** The octet at a place, 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xFF;
    }

    public void writeTo(ByteBuf out) {
        out.writeBytes(octets);
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** A read-only view without a copy; releasing it, or not, makes no difference to these octets. */
    public ByteBuf toByteBuf() {
        return Unpooled.wrappedBuffer(octets).asReadOnly();
    }

    /** The text these octets spell, or null when they are not well-formed UTF-8. */
    public @Nullable String toUtf8() {
        for (byte octet : octets) {
            if (octet < 0) {
                return decodeStrictly();
            }
        }
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private @Nullable String decodeStrictly() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Lower-case hexadecimal digits without blanks. */
    public String toHex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Text where it is plain printable ASCII, hexadecimal digits otherwise, cut to a readable length. */
    @Override
    public String toString() {
        int shown = Math.min(octets.length, 64);
        boolean printable = octets.length > 0;
        for (int i = 0; i < shown && printable; i++) {
            printable = octets[i] >= 0x20 && octets[i] < 0x7F;
        }
        String text = printable
                ? "\"" + new String(octets, 0, shown, StandardCharsets.ISO_8859_1) + "\""
                : "0x" + HexFormat.of().formatHex(octets, 0, shown);
        return shown < octets.length ? text + "… (" + octets.length + " octets)" : text;
    }
}
