package dev.dormouse.bench.radio;

import dev.dormouse.link.LinkAddress;
import java.io.IOException;
import java.io.OutputStream;

/** The adapter at the other end of the line, with twenty nodes. Reading and writing happen on two threads. */
interface FarEnd {
    int NODES = 20;

    /** Words for the first column of the figures. */
    String name();

    /** Where a node is reached. */
    LinkAddress address(int node);

    /** The datagram that is sent to a node. */
    byte[] datagram(int node);

    /** A datagram of a node, as it stands on the line. */
    byte[] frame(int node);

    /** How many octets a datagram to a node takes on the line. */
    int octetsOnLine();

    /**
     * Octets from the gateway.
     *
     * @param out for what the adapter has to answer
     * @return how many datagrams they complete
     */
    int heard(byte[] octets, int length, OutputStream out) throws IOException;

    /** Whether all nodes can be sent to. */
    boolean isReady();
}
