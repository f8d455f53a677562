package dev.dormouse.codec.v12;

/** The bits of the Flags octet (1.2 §5.3.4). Bits that a packet does not use are ignored when read and 0 when written. */
final class Flags {
    private static final int DUP = 0b1000_0000;
    private static final int QOS_SHIFT = 5;
    private static final int QOS_BITS = 0b11;
    private static final int RETAIN = 0b0001_0000;
    private static final int WILL = 0b0000_1000;
    private static final int CLEAN_SESSION = 0b0000_0100;
    private static final int TOPIC_ID_TYPE = 0b0000_0011;

    private Flags() {}

    static boolean dup(int flags) {
        return (flags & DUP) != 0;
    }

    static int qos(int flags) {
        return flags >> QOS_SHIFT & QOS_BITS;
    }

    static boolean retain(int flags) {
        return (flags & RETAIN) != 0;
    }

    static boolean will(int flags) {
        return (flags & WILL) != 0;
    }

    static boolean cleanSession(int flags) {
        return (flags & CLEAN_SESSION) != 0;
    }

    static TopicIdType topicIdType(int flags) {
        return TopicIdType.ofBits(flags & TOPIC_ID_TYPE);
    }

    static int ofDup(boolean dup) {
        return dup ? DUP : 0;
    }

    /**
     * The two QoS bits.
     *
     * @throws IllegalArgumentException unless the QoS bits are 0 to 3
     */
    static int ofQos(int qos) {
        if ((qos & ~QOS_BITS) != 0) {
            throw new IllegalArgumentException("QoS bits " + qos + " are not 0 to 3");
        }
        return qos << QOS_SHIFT;
    }

    static int ofRetain(boolean retain) {
        return retain ? RETAIN : 0;
    }

    static int ofWill(boolean will) {
        return will ? WILL : 0;
    }

    static int ofCleanSession(boolean cleanSession) {
        return cleanSession ? CLEAN_SESSION : 0;
    }
}
