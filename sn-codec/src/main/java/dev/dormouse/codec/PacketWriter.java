package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/** Writes the fields of one packet. */
public final class PacketWriter {
    private final ByteBuf out;

    public PacketWriter(ByteBuf out) {
        this.out = out;
    }

    public void octet(int value) {
        out.writeByte(value);
    }

    /** Two octets, the more significant first. */
    public void word(int value) {
        out.writeShort(value);
    }

    public void octets(Bytes octets) {
        octets.writeTo(out);
    }
}
