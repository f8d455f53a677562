package dev.dormouse.link.ble;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a Low Energy device, such as {@code ble:c0:db:7e:7d:11:01/random} (Bluetooth Core Vol 6 Part B §1.3).
 *
 * @param value 48 bits
 * @param isRandom whether the device has chosen it, or its maker
 */
public record BleAddress(long value, boolean isRandom) implements LinkAddress {
    private static final Pattern TEXT =
            Pattern.compile("(?:ble:)?((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?:/(random|public))?", Pattern.CASE_INSENSITIVE);

    /** The two highest bits of a random address that stays the same. */
    private static final long STATIC = 0xC000_0000_0000L;

    private static final int RANDOM = 0x01;

    /** Types 2 and 3 are public and random ones that the controller has recognised. */
    private static final int LARGEST_TYPE = 0x03;

    public BleAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("An address has 48 bits, not " + Long.toHexString(value));
        }
    }

    /** The address that {@link #text} wrote down, or null when it is none; without a type it is random. */
    public static @Nullable BleAddress parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return null;
        }
        long value = HexFormat.fromHexDigitsToLong(found.group(1).replace(":", ""));
        return new BleAddress(value, !"public".equalsIgnoreCase(found.group(2)));
    }

    /** The address of the same number that may be used as one's own by choice. */
    BleAddress asStatic() {
        return new BleAddress(value | STATIC, true);
    }

    /** Type and address, as they stand in packets. */
    static BleAddress read(OctetReader in) throws MalformedFrameException {
        int type = in.u8();
        if (type > LARGEST_TYPE) {
            throw new MalformedFrameException("Address_Type is " + type);
        }
        return new BleAddress(in.u48le(), (type & RANDOM) != 0);
    }

    void write(OctetWriter out) {
        out.u8(isRandom ? RANDOM : 0).u48le(value);
    }

    /** The number alone, such as {@code c0:db:7e:7d:11:01}. */
    String digits() {
        return HexFormat.ofDelimiter(":").formatHex(new OctetWriter().u64(value).toArray(), 2, 8);
    }

    @Override
    public String text() {
        return "ble:" + digits() + (isRandom ? "/random" : "/public");
    }

    @Override
    public String toString() {
        return text();
    }
}
