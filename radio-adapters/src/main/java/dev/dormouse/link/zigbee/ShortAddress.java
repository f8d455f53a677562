package dev.dormouse.link.zigbee;

import dev.dormouse.link.LinkAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The 16-bit address a node has in its network, such as {@code nwk:1234}: a node's identity only where nothing better is known, for
 * it may change.
 */
public record ShortAddress(int value) implements LinkAddress {
    private static final String SCHEME = "nwk:";

    public ShortAddress {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("Not a 16-bit address: " + value);
        }
    }

    /** The address that {@link #text} wrote down, or null when it is none. */
    public static @Nullable ShortAddress parse(String text) {
        String digits = text.substring(text.startsWith(SCHEME) ? SCHEME.length() : text.length());
        boolean fits = digits.length() == 4 && digits.chars().allMatch(HexFormat::isHexDigit);
        return fits ? new ShortAddress(HexFormat.fromHexDigits(digits)) : null;
    }

    @Override
    public String text() {
        return SCHEME + HexFormat.of().toHexDigits((short) value);
    }

    @Override
    public String toString() {
        return text();
    }
}
