package dev.dormouse.codec.v12;

/**
 * How a request was answered (1.2 §5.3.10). Reserved codes are kept as they came; a receiver treats them as a final refusal.
 *
 * @param value 0 to 255
 */
public record ReturnCode(int value) {
    private static final ReturnCode[] ALL = new ReturnCode[256];

    static {
        for (int value = 0; value < ALL.length; value++) {
            ALL[value] = new ReturnCode(value);
        }
    }

    public static final ReturnCode ACCEPTED = of(0x00);
    public static final ReturnCode CONGESTION = of(0x01);
    public static final ReturnCode INVALID_TOPIC_ID = of(0x02);
    public static final ReturnCode NOT_SUPPORTED = of(0x03);

    public ReturnCode {
        if ((value & ~0xFF) != 0) {
            throw new IllegalArgumentException("Return code " + value + " is not 0 to 255");
        }
    }

    /** The one instance of a code, 0 to 255. */
    public static ReturnCode of(int value) {
        return ALL[value];
    }

    @Override
    public String toString() {
        return switch (value) {
            case 0x00 -> "ACCEPTED";
            case 0x01 -> "CONGESTION";
            case 0x02 -> "INVALID_TOPIC_ID";
            case 0x03 -> "NOT_SUPPORTED";
            default -> "RESERVED_0x%02X".formatted(value);
        };
    }
}
