package dev.dormouse.bench.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.forwarder.Framing;
import dev.dormouse.link.forwarder.SerialAddress;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** A microcontroller that passes datagrams on; all frames have the same length. */
final class ForwarderFarEnd implements FarEnd {
    private final Framing framing;
    private final int octets;
    private final int frameOctets;
    private int held;

    ForwarderFarEnd(Framing framing, int octets) {
        this.framing = framing;
        this.octets = octets;
        this.frameOctets = frame(1).length;
    }

    @Override
    public String name() {
        return framing.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public LinkAddress address(int node) {
        return SerialAddress.LINE;
    }

    /** A PUBLISH in the envelope of a node, without octets that a framing escapes. */
    @Override
    public byte[] datagram(int node) {
        byte[] datagram = new byte[octets];
        Arrays.fill(datagram, (byte) 'x');
        byte[] header = {5, (byte) 0xFE, 0, 1, (byte) (node + 1), (byte) (octets - 5), 0x0C, 0x02, 't', '1', 1, 1};
        System.arraycopy(header, 0, datagram, 0, header.length);
        return datagram;
    }

    @Override
    public byte[] frame(int node) {
        return Frames.framed(framing, datagram(node));
    }

    @Override
    public int octetsOnLine() {
        return frameOctets;
    }

    @Override
    public int heard(byte[] piece, int length, OutputStream out) {
        held += length;
        int whole = held / frameOctets;
        held %= frameOctets;
        return whole;
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
