package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;

/**
 * The Length in front of every packet (1.2 §5.2.1). The only place that knows its two forms: one octet that is the length, or 0x01
 * and two octets with the length, most significant first. Length counts the whole packet, itself included.
 */
public final class PacketFrame {
    /** The most octets that a packet can have, its Length included. */
    public static final int LARGEST = 65535;

    private static final int LONG_FORM = 0x01;
    private static final int LARGEST_SHORT_FORM = 255;
    private static final int SHORT_LENGTH_OCTETS = 1;
    private static final int LONG_LENGTH_OCTETS = 3;

    private PacketFrame() {}

    /**
     * Checks that one packet fills the readable octets exactly and moves the reader index to its MsgType.
     *
     * @throws MalformedPacketException if Length does not say the number of readable octets, or leaves no room for a MsgType
     */
    public static void enter(ByteBuf packet) throws MalformedPacketException {
        packet.skipBytes(lengthOctets(packet));
    }

    /**
     * The MsgType of the one packet that fills the readable octets exactly, 0 to 255; leaves the buffer as it is.
     *
     * @throws MalformedPacketException as {@link #enter}
     */
    public static int peekType(ByteBuf packet) throws MalformedPacketException {
        return packet.getUnsignedByte(packet.readerIndex() + lengthOctets(packet));
    }

    private static int lengthOctets(ByteBuf packet) throws MalformedPacketException {
        int size = packet.readableBytes();
        if (size < SHORT_LENGTH_OCTETS + 1) {
            throw new MalformedPacketException("Length", size + " octets are too few for a packet");
        }
        int start = packet.readerIndex();
        int first = packet.getUnsignedByte(start);
        if (first != LONG_FORM) {
            requireEqual(first, size);
            return SHORT_LENGTH_OCTETS;
        }
        if (size < LONG_LENGTH_OCTETS + 1) {
            throw new MalformedPacketException(
                    "Length", size + " octets are too few for a packet with a 3-octet Length");
        }
        requireEqual(packet.getUnsignedShort(start + 1), size);
        return LONG_LENGTH_OCTETS;
    }

    private static void requireEqual(int length, int size) throws MalformedPacketException {
        if (length != size) {
            throw new MalformedPacketException("Length", "says " + length + " octets, there are " + size);
        }
    }

    /** Begins a packet at the writer index. The caller then writes MsgType and fields, and ends with {@link #end}. */
    public static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeByte(0);
        return start;
    }

    /**
     * Writes the Length of the packet that was begun at {@code start} and ends at the writer index, in the shorter form. A packet of
     * 256 octets or more is moved by two octets for it: cheaper than to have every packet compute its size beforehand.
     *
     * @throws IllegalArgumentException if the packet is longer than {@value #LARGEST} octets
     */
    public static void end(ByteBuf out, int start) {
        int length = out.writerIndex() - start;
        if (length <= LARGEST_SHORT_FORM) {
            out.setByte(start, length);
            return;
        }
        int body = length - SHORT_LENGTH_OCTETS;
        length = body + LONG_LENGTH_OCTETS;
        if (length > LARGEST) {
            throw new IllegalArgumentException("A packet of " + length + " octets is longer than " + LARGEST);
        }
        out.writeShort(0);
        out.setBytes(start + LONG_LENGTH_OCTETS, out, start + SHORT_LENGTH_OCTETS, body);
        out.setByte(start, LONG_FORM);
        out.setShort(start + 1, length);
    }
}
