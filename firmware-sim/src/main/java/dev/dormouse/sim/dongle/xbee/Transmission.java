package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A request to transmit (frames 10, 11, 00 and 01).
 *
 * @param frameId 0 if no status is wanted
 * @param dest64 may mean everybody, the coordinator, or that the short one counts
 * @param dest16 likewise
 * @param forOthers whether another endpoint, profile or cluster is meant than that of plain data
 * @param legacy whether the status has the form of 802.15.4
 */
record Transmission(int frameId, long dest64, int dest16, boolean forOthers, boolean legacy, Bytes data) {
    static final int UNKNOWN_SHORT = 0xFFFE;
    static final int DATA_PROFILE = 0xC105;
    /** Endpoint twice, cluster and profile of plain data. */
    static final Bytes PLAIN_DATA = Bytes.ofHex("E8E80011C105");

    private static final long BROADCAST = 0xFFFF;
    private static final long BY_SHORT = -1;

    /** Null when the frame is too short for what it claims to be, or no request to transmit at all. */
    static @Nullable Transmission read(Bytes frame) {
        ByteBuf in = frame.toByteBuf();
        int type = in.readUnsignedByte();
        int fixed = fixedOctets(type);
        if (fixed == 0 || in.readableBytes() < fixed) {
            return null;
        }
        int frameId = in.readUnsignedByte();
        long dest64 = type == 0x01 ? BY_SHORT : in.readLong();
        int dest16 = type == 0x00 ? UNKNOWN_SHORT : in.readUnsignedShort();
        boolean forOthers = type == 0x11 && !Bytes.read(in, PLAIN_DATA.length()).equals(PLAIN_DATA);
        // radius and options, or options alone: the simulated air has one hop and no security
        in.skipBytes(type >= 0x10 ? 2 : 1);
        return new Transmission(frameId, dest64, dest16, forOthers, type < 0x10, Bytes.read(in, in.readableBytes()));
    }

    /** Octets behind the type and before the data; 0 for other types. */
    private static int fixedOctets(int type) {
        return switch (type) {
            case 0x00 -> 10;
            case 0x01 -> 4;
            case 0x10 -> 13;
            case 0x11 -> 19;
            default -> 0;
        };
    }

    boolean toAll() {
        return dest64 == BROADCAST
                || (dest64 == BY_SHORT && (dest16 == 0xFFFF || dest16 == 0xFFFD || dest16 == 0xFFFC));
    }

    boolean isFor(NodeAddress node) {
        return dest64 == BY_SHORT ? dest16 == node.short16() : dest64 == node.eui64();
    }
}
