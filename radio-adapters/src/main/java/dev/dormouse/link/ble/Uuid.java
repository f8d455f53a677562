package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service or an attribute is, in 16 or 128 bits.
 *
 * @param octets least significant first, as on the line: 2 or 16
 */
public record Uuid(Bytes octets) {
    /** A service that begins here. */
    static final Uuid PRIMARY_SERVICE = of(0x2800);

    static final Uuid CHARACTERISTIC = of(0x2803);

    /** Whether the client wants to be told of new values. */
    static final Uuid CLIENT_CONFIGURATION = of(0x2902);

    /** The Nordic UART Service. */
    public static final Uuid NORDIC_UART = nordic("0001");

    static final Uuid NORDIC_UART_RX = nordic("0002");
    static final Uuid NORDIC_UART_TX = nordic("0003");

    private static final Pattern TEXT =
            Pattern.compile("[0-9a-f]{4}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    static Uuid of(int sixteenBits) {
        return new Uuid(Bytes.of((byte) sixteenBits, (byte) (sixteenBits >> 8)));
    }

    private static Uuid nordic(String which) {
        return new Uuid(reversed(HexFormat.of().parseHex("6e40" + which + "b5a3f393e0a9e50e24dcca9e")));
    }

    /** Four hexadecimal digits, or 32 with dashes; null when it is neither. */
    public static @Nullable Uuid parse(String text) {
        return TEXT.matcher(text).matches() ? new Uuid(reversed(HexFormat.of().parseHex(text.replace("-", "")))) : null;
    }

    private static Bytes reversed(byte[] octets) {
        byte[] copy = new byte[octets.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = octets[copy.length - 1 - i];
        }
        return Bytes.of(copy);
    }

    /** As {@link #parse} takes it. */
    public String text() {
        String digits = reversed(octets.toArray()).toHex().toLowerCase(Locale.ROOT);
        return digits.length() == 4
                ? digits
                : digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                        + digits.substring(16, 20) + "-" + digits.substring(20);
    }

    @Override
    public String toString() {
        return text();
    }
}
