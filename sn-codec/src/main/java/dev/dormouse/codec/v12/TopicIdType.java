package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;

/** What stands in the place of a topic (1.2 §5.3.4). */
public enum TopicIdType {
    /** A number given by the gateway; in SUBSCRIBE and UNSUBSCRIBE a name. */
    NORMAL(0),
    PREDEFINED(1),
    SHORT(2),
    RESERVED(3);

    private static final int MASK = 0b11;

    private final int bits;

    TopicIdType(int bits) {
        this.bits = bits;
    }

    static TopicIdType of(int flags) {
        return switch (flags & MASK) {
            case 0 -> NORMAL;
            case 1 -> PREDEFINED;
            case 2 -> SHORT;
            default -> RESERVED;
        };
    }

    int bits() {
        return bits;
    }

    /** Reads the topic of SUBSCRIBE and UNSUBSCRIBE: a number and a short name have two octets. */
    Bytes readTopic(PacketReader in) throws MalformedPacketException {
        Bytes topic = in.rest();
        if ((this == PREDEFINED || this == SHORT) && topic.length() != 2) {
            throw new MalformedPacketException("TopicId", "has " + topic.length() + " octets instead of 2");
        }
        return topic;
    }
}
