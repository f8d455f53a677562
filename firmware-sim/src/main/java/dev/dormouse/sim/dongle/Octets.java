package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Puts a frame together, field by field. What does not fit into a field is cut off at its most significant end. */
public final class Octets {
    private final ByteBuf out = Unpooled.buffer();

    public Octets octet(int value) {
        out.writeByte(value);
        return this;
    }

    /** Two octets, most significant first. */
    public Octets pair(int value) {
        out.writeShort(value);
        return this;
    }

    /** Two octets, least significant first. */
    public Octets pairLow(int value) {
        out.writeShortLE(value);
        return this;
    }

    /** Four octets, least significant first. */
    public Octets quadLow(long value) {
        out.writeIntLE((int) value);
        return this;
    }

    /** Six octets, least significant first. */
    public Octets sixLow(long value) {
        return quadLow(value).pairLow((int) (value >> 32));
    }

    /** Eight octets, most significant first. */
    public Octets eight(long value) {
        out.writeLong(value);
        return this;
    }

    /** Eight octets, least significant first. */
    public Octets eightLow(long value) {
        out.writeLongLE(value);
        return this;
    }

    public Octets bytes(Bytes octets) {
        octets.writeTo(out);
        return this;
    }

    public Bytes done() {
        return Bytes.read(out, out.readableBytes());
    }
}
