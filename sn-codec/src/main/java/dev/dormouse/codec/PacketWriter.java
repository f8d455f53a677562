package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/** Writes the fields of one packet; refuses a number that its field cannot hold, because cutting it would send another packet. */
public final class PacketWriter {
    private final ByteBuf out;

    /** Writes at the writer index of a buffer. */
    public PacketWriter(ByteBuf out) {
        this.out = out;
    }

    /**
     * Writes one octet.
     *
     * @throws IllegalArgumentException unless the value is 0 to 255
     */
    public void octet(int value) {
        if ((value & ~0xFF) != 0) {
            throw new IllegalArgumentException(value + " does not fit into one octet");
        }
        out.writeByte(value);
    }

    /**
     * Writes two octets, most significant octet first.
     *
     * @throws IllegalArgumentException unless the value is 0 to 65535
     */
    public void pair(int value) {
        if ((value & ~0xFFFF) != 0) {
            throw new IllegalArgumentException(value + " does not fit into two octets");
        }
        out.writeShort(value);
    }

    public void octets(Bytes value) {
        value.writeTo(out);
    }
}
