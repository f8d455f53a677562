package dev.dormouse.link.frame;

import dev.dormouse.codec.Bytes;
import java.io.ByteArrayOutputStream;

/** Puts integers and runs of octets one after the other. */
public final class OctetWriter {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(64);

    /** The low eight bits. */
    public OctetWriter u8(int value) {
        octets.write(value);
        return this;
    }

    /** Two octets, the more significant first. */
    public OctetWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    /** Two octets, the less significant first. */
    public OctetWriter u16le(int value) {
        return u8(value).u8(value >> 8);
    }

    /** Four octets, the least significant first. */
    public OctetWriter u32le(long value) {
        return leastFirst(value, 4);
    }

    /** Six octets, the least significant first. */
    public OctetWriter u48le(long value) {
        return leastFirst(value, 6);
    }

    /** Eight octets, the most significant first. */
    public OctetWriter u64(long value) {
        return leastFirst(Long.reverseBytes(value), 8);
    }

    /** Eight octets, the least significant first. */
    public OctetWriter u64le(long value) {
        return leastFirst(value, 8);
    }

    public OctetWriter bytes(Bytes run) {
        return bytes(run.toArray());
    }

    public OctetWriter bytes(byte[] run) {
        octets.writeBytes(run);
        return this;
    }

    public byte[] toArray() {
        return octets.toByteArray();
    }

    private OctetWriter leastFirst(long value, int length) {
        for (int i = 0; i < length; i++) {
            u8((int) (value >> (8 * i)));
        }
        return this;
    }
}
