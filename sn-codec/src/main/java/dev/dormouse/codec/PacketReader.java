package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/**
 * Reads the fields of one packet. The only place that checks bounds and trailing octets; each field is named, so that a refusal
 * says where the packet was cut.
 */
public final class PacketReader {
    private final ByteBuf in;

    /** Reads what is readable in a buffer, moving its reader index. */
    public PacketReader(ByteBuf in) {
        this.in = in;
    }

    /**
     * The next octet, 0 to 255.
     *
     * @throws MalformedPacketException if the packet ends before it
     */
    public int octet(String field) throws MalformedPacketException {
        require(1, field);
        return in.readUnsignedByte();
    }

    /**
     * The next two octets as a number, most significant octet first, 0 to 65535.
     *
     * @throws MalformedPacketException if the packet ends before or between them
     */
    public int pair(String field) throws MalformedPacketException {
        require(2, field);
        return in.readUnsignedShort();
    }

    /**
     * The next {@code length} octets.
     *
     * @throws MalformedPacketException if the packet ends before the last of them
     */
    public Bytes octets(int length, String field) throws MalformedPacketException {
        require(length, field);
        return Bytes.read(in, length);
    }

    /** Everything that is left, possibly nothing. */
    public Bytes rest() {
        return Bytes.read(in, in.readableBytes());
    }

    public boolean hasMore() {
        return in.isReadable();
    }

    /**
     * Asserts that the packet ends here.
     *
     * @throws MalformedPacketException if octets are left that no field explains
     */
    public void end() throws MalformedPacketException {
        if (in.isReadable()) {
            throw new MalformedPacketException("Length", in.readableBytes() + " octets behind the last field");
        }
    }

    private void require(int octets, String field) throws MalformedPacketException {
        if (in.readableBytes() < octets) {
            throw new MalformedPacketException(
                    field, "needs " + octets + " octets, the packet has " + in.readableBytes() + " left");
        }
    }
}
