package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;

/** The memory that keeps its items over a reset: SYS_OSAL_NV_ITEM_INIT, READ, WRITE and LENGTH. */
final class NvMemory {
    private static final int MOST_ITEMS = 256;
    private static final int LONGEST_ITEM = 246;
    private static final int SUCCESS = 0x00;
    private static final int FAILURE = 0x01;
    private static final int INVALID_PARAMETER = 0x02;
    private static final int CREATED = 0x09;

    private final Map<Integer, byte[]> items = new HashMap<>();

    /** Makes an item of a length; its first octets are given. */
    Bytes create(Bytes request) {
        ByteBuf in = request.toByteBuf();
        if (in.readableBytes() < 5) {
            return status(INVALID_PARAMETER);
        }
        int id = in.readUnsignedShortLE();
        int length = in.readUnsignedShortLE();
        int given = in.readUnsignedByte();
        if (length > LONGEST_ITEM || given != in.readableBytes() || given > length) {
            return status(INVALID_PARAMETER);
        }
        if (items.containsKey(id)) {
            return status(SUCCESS);
        }
        if (items.size() == MOST_ITEMS) {
            return status(FAILURE);
        }
        byte[] item = new byte[length];
        in.readBytes(item, 0, given);
        items.put(id, item);
        return status(CREATED);
    }

    Bytes write(Bytes request) {
        ByteBuf in = request.toByteBuf();
        if (in.readableBytes() < 4) {
            return status(INVALID_PARAMETER);
        }
        int id = in.readUnsignedShortLE();
        int offset = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length != in.readableBytes() || offset + length > LONGEST_ITEM) {
            return status(INVALID_PARAMETER);
        }
        byte[] item = items.get(id);
        if (item == null || item.length < offset + length) {
            // some items are there from the factory; which, is not simulated
            if (items.size() == MOST_ITEMS) {
                return status(FAILURE);
            }
            item = new byte[offset + length];
            items.put(id, item);
        }
        in.readBytes(item, offset, length);
        return status(SUCCESS);
    }

    Bytes read(Bytes request) {
        ByteBuf in = request.toByteBuf();
        if (in.readableBytes() < 3) {
            return new Octets().octet(INVALID_PARAMETER).octet(0).done();
        }
        byte[] item = items.get(in.readUnsignedShortLE());
        int offset = in.readUnsignedByte();
        if (item == null || offset > item.length) {
            return new Octets().octet(INVALID_PARAMETER).octet(0).done();
        }
        Octets out = new Octets().octet(SUCCESS).octet(item.length - offset);
        for (int i = offset; i < item.length; i++) {
            out.octet(item[i]);
        }
        return out.done();
    }

    Bytes length(Bytes request) {
        byte[] item =
                request.length() < 2 ? null : items.get(request.toByteBuf().readUnsignedShortLE());
        return new Octets().pairLow(item == null ? 0 : item.length).done();
    }

    private static Bytes status(int status) {
        return new Octets().octet(status).done();
    }
}
