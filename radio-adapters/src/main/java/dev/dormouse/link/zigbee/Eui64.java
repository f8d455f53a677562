package dev.dormouse.link.zigbee;

import dev.dormouse.link.LinkAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The address a radio has for life: 64 bits, such as {@code eui64:0013a20040a1b2c3}. */
public record Eui64(long value) implements LinkAddress {
    private static final String SCHEME = "eui64:";

    /** The address that {@link #text} wrote down, or null when it is none. */
    public static @Nullable Eui64 parse(String text) {
        String digits = text.substring(text.startsWith(SCHEME) ? SCHEME.length() : text.length());
        boolean fits = digits.length() == 16 && digits.chars().allMatch(HexFormat::isHexDigit);
        return fits ? new Eui64(HexFormat.fromHexDigitsToLong(digits)) : null;
    }

    @Override
    public String text() {
        return SCHEME + HexFormat.of().toHexDigits(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
