package dev.dormouse.codec;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a forwarder puts in front of a packet to say which node it comes from or goes to (1.2 §5.5). Its Length has one octet and
 * ends with the node id; the wrapped packet, of whatever version, follows with its own Length and fills the rest of the datagram.
 *
 * @param radius broadcast radius, 0 to 3; matters only from the gateway to a forwarder
 * @param nodeId the wireless node, 1 to 252 octets
 */
public record ForwarderEnvelope(int radius, Bytes nodeId) {
    private static final int MSG_TYPE = 0xFE;
    private static final int LONG_FORM = 0x01;
    private static final int RADIUS_BITS = 0b11;
    /** Length, MsgType and Ctrl. */
    private static final int FIXED_OCTETS = 3;

    private static final int LONGEST_NODE_ID = 252;

    /**
     * An envelope to write.
     *
     * @throws IllegalArgumentException if radius or the length of the node id is out of range
     */
    public ForwarderEnvelope {
        if ((radius & ~RADIUS_BITS) != 0) {
            throw new IllegalArgumentException("Radius " + radius + " is not 0 to 3");
        }
        if (nodeId.isEmpty() || nodeId.length() > LONGEST_NODE_ID) {
            throw new IllegalArgumentException("A node id of " + nodeId.length() + " octets is not 1 to 252");
        }
    }

    /** Whether a datagram has the MsgType of an envelope and a Length that ends before the datagram does. Says no more than that. */
    public static boolean startsIn(ByteBuf datagram) {
        int size = datagram.readableBytes();
        int start = datagram.readerIndex();
        return size >= FIXED_OCTETS
                && datagram.getUnsignedByte(start + 1) == MSG_TYPE
                && datagram.getUnsignedByte(start) != LONG_FORM
                && datagram.getUnsignedByte(start) < size;
    }

    /** The node id of a datagram that is wrapped, null of any other; leaves the buffer as it is and does not look at the packet. */
    public static @Nullable Bytes peekNodeId(ByteBuf datagram) {
        if (!startsIn(datagram)) {
            return null;
        }
        int nodeIdLength = datagram.getUnsignedByte(datagram.readerIndex()) - FIXED_OCTETS;
        if (nodeIdLength < 1) {
            return null;
        }
        return Bytes.read(datagram.slice(datagram.readerIndex() + FIXED_OCTETS, nodeIdLength), nodeIdLength);
    }

    /**
     * Opens the envelope of a datagram and narrows the buffer to the packet inside, which is not decoded here.
     *
     * @throws MalformedPacketException if this is no envelope, if its Length leaves no node id or no packet, if the packet does not
     *     fill the rest exactly, or if it is an envelope again
     */
    public static ForwarderEnvelope open(ByteBuf datagram) throws MalformedPacketException {
        PacketReader in = new PacketReader(datagram);
        int length = in.octet("Length");
        if (length == LONG_FORM) {
            throw new MalformedPacketException("Length", "an envelope has a Length of one octet");
        }
        int type = in.octet("MsgType");
        if (type != MSG_TYPE) {
            throw new MalformedPacketException("MsgType", "0x%02X is no envelope".formatted(type));
        }
        int radius = in.octet("Ctrl") & RADIUS_BITS;
        if (length <= FIXED_OCTETS) {
            throw new MalformedPacketException("Length", "says " + length + " octets, which leaves no node id");
        }
        Bytes nodeId = in.octets(length - FIXED_OCTETS, "Wireless Node Id");
        if (startsIn(datagram) || PacketFrame.peekType(datagram) == MSG_TYPE) {
            throw new MalformedPacketException("MsgType", "an envelope inside an envelope");
        }
        return new ForwarderEnvelope(radius, nodeId);
    }

    /** Writes the envelope; the packet is to be encoded right behind it. */
    public void writeTo(ByteBuf out) {
        PacketWriter writer = new PacketWriter(out);
        writer.octet(octets());
        writer.octet(MSG_TYPE);
        writer.octet(radius);
        writer.octets(nodeId);
    }

    /** How many octets the envelope adds to a packet, 4 to 255. */
    public int octets() {
        return FIXED_OCTETS + nodeId.length();
    }
}
