package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * AF_DATA_REQUEST and AF_DATA_REQUEST_EXT.
 *
 * @param extended whether the destination is {@code address} as an EUI-64
 * @param address a 16-bit address or an EUI-64
 */
record DataRequest(
        boolean extended,
        long address,
        int destinationEndpoint,
        int sourceEndpoint,
        int cluster,
        int transaction,
        Bytes data) {
    private static final int SHORT_MODE = 2;
    private static final int LONG_MODE = 3;
    private static final int BROADCAST_MODE = 0x0F;
    private static final int FIXED = 10;
    private static final int FIXED_EXTENDED = 20;
    private static final int FIRST_BROADCAST = 0xFFF8;

    /** Null when the octets do not make one. */
    static @Nullable DataRequest read(Bytes octets) {
        if (octets.length() < FIXED) {
            return null;
        }
        ByteBuf in = octets.toByteBuf();
        int destination = in.readUnsignedShortLE();
        int destinationEndpoint = in.readUnsignedByte();
        int sourceEndpoint = in.readUnsignedByte();
        int cluster = in.readUnsignedShortLE();
        int transaction = in.readUnsignedByte();
        // options and radius: the simulated air has one hop
        in.skipBytes(2);
        int length = in.readUnsignedByte();
        return length != in.readableBytes()
                ? null
                : new DataRequest(
                        false,
                        destination,
                        destinationEndpoint,
                        sourceEndpoint,
                        cluster,
                        transaction,
                        Bytes.read(in, length));
    }

    /** Null when the octets do not make one, or name a group. */
    static @Nullable DataRequest readExtended(Bytes octets) {
        if (octets.length() < FIXED_EXTENDED) {
            return null;
        }
        ByteBuf in = octets.toByteBuf();
        int mode = in.readUnsignedByte();
        long address = in.readLongLE();
        int destinationEndpoint = in.readUnsignedByte();
        in.skipBytes(2);
        int sourceEndpoint = in.readUnsignedByte();
        int cluster = in.readUnsignedShortLE();
        int transaction = in.readUnsignedByte();
        in.skipBytes(2);
        int length = in.readUnsignedShortLE();
        boolean known = mode == SHORT_MODE || mode == LONG_MODE || mode == BROADCAST_MODE;
        if (length != in.readableBytes() || !known) {
            return null;
        }
        return new DataRequest(
                mode == LONG_MODE,
                mode == LONG_MODE ? address : address & 0xFFFF,
                destinationEndpoint,
                sourceEndpoint,
                cluster,
                transaction,
                Bytes.read(in, length));
    }

    boolean toAll() {
        return !extended && address >= FIRST_BROADCAST;
    }

    boolean isFor(NodeAddress node) {
        return address == (extended ? node.eui64() : node.short16());
    }
}
