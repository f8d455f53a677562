package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/** Reads the fields of one packet, and alone checks that they are there and that nothing stands behind them. */
public final class PacketReader {
    private final ByteBuf in;
    private final int end;

    /**
     * A reader of the next octets of a buffer.
     *
     * @param length how many of them belong to the packet; the buffer has at least as many
     */
    public PacketReader(ByteBuf in, int length) {
        this.in = in;
        this.end = in.readerIndex() + length;
    }

    public int octet(String field) throws MalformedPacketException {
        require(1, field);
        return in.readUnsignedByte();
    }

    /** Two octets, the more significant first. */
    public int word(String field) throws MalformedPacketException {
        require(2, field);
        return in.readUnsignedShort();
    }

    /** Everything up to the end of the packet, possibly nothing. */
    public Bytes rest() {
        return Bytes.read(in, end - in.readerIndex());
    }

    public boolean isAtEnd() {
        return in.readerIndex() == end;
    }

    /** The packet has to be over here. */
    public void end() throws MalformedPacketException {
        if (!isAtEnd()) {
            throw new MalformedPacketException(
                    "Length", (end - in.readerIndex()) + " octets too many for this MsgType");
        }
    }

    private void require(int octets, String field) throws MalformedPacketException {
        if (end - in.readerIndex() < octets) {
            throw new MalformedPacketException(field, "the packet ends before it");
        }
    }
}
