package dev.dormouse.link.forwarder;

/** How long a packet is by its own Length (1.2 §5.2.1), with its envelope if it has one (§5.5). */
final class PacketLength {
    /** More octets are needed to tell. */
    static final int UNKNOWN = 0;

    /** No packet begins like this. */
    static final int NONE = -1;

    private static final int LONG_FORM = 0x01;
    private static final int ENVELOPE = 0xFE;
    private static final int SHORTEST_ENVELOPE = 3;

    private PacketLength() {}

    /** The octets of envelope and packet together, {@link #UNKNOWN} or {@link #NONE}. */
    static int of(byte[] octets, int length) {
        if (length >= 2 && (octets[1] & 0xFF) == ENVELOPE && octets[0] != LONG_FORM) {
            int envelope = octets[0] & 0xFF;
            if (envelope < SHORTEST_ENVELOPE) {
                return NONE;
            }
            int inner = envelope < length ? ofPacket(octets, envelope, length) : UNKNOWN;
            return inner > 0 ? envelope + inner : inner;
        }
        // The second octet tells whether there is an envelope.
        return length < 2 ? UNKNOWN : ofPacket(octets, 0, length);
    }

    private static int ofPacket(byte[] octets, int start, int length) {
        int first = octets[start] & 0xFF;
        if (first != LONG_FORM) {
            return first >= 2 ? first : NONE;
        }
        if (start + 3 > length) {
            return UNKNOWN;
        }
        int whole = ((octets[start + 1] & 0xFF) << 8) | (octets[start + 2] & 0xFF);
        return whole >= 4 ? whole : NONE;
    }
}
