package dev.dormouse.codec.v12;

/**
 * The ReturnCode octet (1.2 §5.3.10, Table 5). Reserved values are kept as they are; a receiver takes them for a final rejection.
 *
 * @param value 0 to 255
 */
public record ReturnCode(int value) {
    public static final ReturnCode ACCEPTED = new ReturnCode(0x00);
    public static final ReturnCode CONGESTION = new ReturnCode(0x01);
    public static final ReturnCode INVALID_TOPIC_ID = new ReturnCode(0x02);
    public static final ReturnCode NOT_SUPPORTED = new ReturnCode(0x03);

    public static ReturnCode of(int value) {
        return switch (value) {
            case 0x00 -> ACCEPTED;
            case 0x01 -> CONGESTION;
            case 0x02 -> INVALID_TOPIC_ID;
            case 0x03 -> NOT_SUPPORTED;
            default -> new ReturnCode(value);
        };
    }

    @Override
    public String toString() {
        return switch (value) {
            case 0x00 -> "accepted";
            case 0x01 -> "congestion";
            case 0x02 -> "invalid topic id";
            case 0x03 -> "not supported";
            default -> String.format("reserved 0x%02X", value);
        };
    }
}
