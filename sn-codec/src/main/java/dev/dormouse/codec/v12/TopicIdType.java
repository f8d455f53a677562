package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;

/** How a topic is told: bits 1 and 0 of Flags (1.2 §5.3.4). */
public enum TopicIdType {
    /** A registered topic id in PUBLISH, a name or filter in SUBSCRIBE and UNSUBSCRIBE. */
    NORMAL(0b00),
    PREDEFINED(0b01),
    /** A topic name of two octets. */
    SHORT(0b10),
    RESERVED(0b11);

    private static final TopicIdType[] BY_BITS = new TopicIdType[4];

    static {
        for (TopicIdType type : values()) {
            BY_BITS[type.bits] = type;
        }
    }

    private final int bits;

    TopicIdType(int bits) {
        this.bits = bits;
    }

    /** The two bits on the wire, 0 to 3. */
    public int bits() {
        return bits;
    }

    /** The type of two bits, 0 to 3. */
    public static TopicIdType ofBits(int bits) {
        return BY_BITS[bits];
    }

    /** Reads the topic at the end of SUBSCRIBE and UNSUBSCRIBE (1.2 §5.4.15). */
    Bytes readTopic(PacketReader in) throws MalformedPacketException {
        return switch (this) {
            case PREDEFINED -> in.octets(2, "TopicId");
            case SHORT -> in.octets(2, "TopicName");
            // The reserved type is kept, so that the request can be refused with an answer.
            case NORMAL, RESERVED -> in.rest();
        };
    }

    /** The two octets of a predefined topic id or a short name as a number. */
    static int number(Bytes topic) {
        if (topic.length() != 2) {
            throw new IllegalStateException("A topic of " + topic.length() + " octets is no topic id");
        }
        return topic.at(0) << 8 | topic.at(1);
    }
}
