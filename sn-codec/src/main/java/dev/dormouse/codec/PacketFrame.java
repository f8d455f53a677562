package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/** The Length in front of every packet, in its form of one octet and in that of three (1.2 §5.2.1). */
public final class PacketFrame {
    private static final int LONG_FORM = 0x01;
    private static final int SHORT_OCTETS = 1;
    private static final int LONG_OCTETS = 3;
    private static final int LARGEST_SHORT = 0xFF;
    private static final int LARGEST = 0xFFFF;

    private PacketFrame() {}

    /**
     * Reads the Length and checks it against the datagram, which holds exactly one packet.
     *
     * @return how many octets follow, at least one
     */
    public static int readLength(ByteBuf datagram) throws MalformedPacketException {
        int size = datagram.readableBytes();
        if (size < SHORT_OCTETS + 1) {
            throw new MalformedPacketException("Length", "a datagram of " + size + " octets is no packet");
        }
        int length = datagram.readUnsignedByte();
        int header = SHORT_OCTETS;
        if (length == LONG_FORM) {
            if (size < LONG_OCTETS + 1) {
                throw new MalformedPacketException("Length", "the form of three octets is cut");
            }
            length = datagram.readUnsignedShort();
            header = LONG_OCTETS;
        }
        if (length != size) {
            throw new MalformedPacketException("Length", length + " in a datagram of " + size + " octets");
        }
        return length - header;
    }

    /** Leaves room for the short form. */
    public static void reserve(ByteBuf out) {
        out.writeByte(0);
    }

    /**
     * Fills in the Length of what was written since {@link #reserve}, moving it where the long form is needed.
     *
     * @param start where the packet begins
     * @throws IllegalArgumentException if the packet is too long for any Length
     */
    public static void writeLength(ByteBuf out, int start) {
        int length = out.writerIndex() - start;
        if (length <= LARGEST_SHORT) {
            out.setByte(start, length);
            return;
        }
        int longLength = length - SHORT_OCTETS + LONG_OCTETS;
        if (longLength > LARGEST) {
            throw new IllegalArgumentException("a packet of " + longLength + " octets cannot be told");
        }
        byte[] body = new byte[length - SHORT_OCTETS];
        out.getBytes(start + SHORT_OCTETS, body);
        out.ensureWritable(LONG_OCTETS - SHORT_OCTETS);
        out.setBytes(start + LONG_OCTETS, body);
        out.setByte(start, LONG_FORM);
        out.setShort(start + 1, longLength);
        out.writerIndex(start + longLength);
    }
}
