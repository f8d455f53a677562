package dev.dormouse.codec;

/**
 * A datagram that is no packet. Carries the field at fault and the reason; has no stack trace, because it is thrown for every
 * damaged datagram that the network delivers.
 */
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    public MalformedPacketException(String field, String reason) {
        super(field + ": " + reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** The field at fault, in the words of the specification, such as {@code Length} or {@code TopicId}. */
    public String field() {
        return field;
    }

    /** Why the field cannot be read. */
    public String reason() {
        return reason;
    }
}
