package dev.dormouse.codec.v12;

/** The Flags octet (1.2 §5.3.4, Table 4). Bits that a packet does not use are ignored and written as 0 (I-5 of docs/spec-notes.md). */
final class Flags {
    static final int DUP = 0x80;
    static final int RETAIN = 0x10;
    static final int WILL = 0x08;
    static final int CLEAN_SESSION = 0x04;

    private static final int QOS_SHIFT = 5;
    private static final int QOS_MASK = 0b11;

    private Flags() {}

    static boolean dup(int flags) {
        return (flags & DUP) != 0;
    }

    static int qos(int flags) {
        return flags >> QOS_SHIFT & QOS_MASK;
    }

    static int ofQos(int qos) {
        return (qos & QOS_MASK) << QOS_SHIFT;
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
}
