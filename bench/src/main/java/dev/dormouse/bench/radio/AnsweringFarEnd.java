package dev.dormouse.bench.radio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** An adapter that understands what it is told and answers. */
abstract class AnsweringFarEnd implements FarEnd {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** Octets of the frame that begins there, as far as they can be told from what is there; 0 when they cannot. */
    abstract int frameOctets(byte[] all, int at);

    /** A whole frame; gives how many datagrams are in it. */
    abstract int on(byte[] frame, ByteArrayOutputStream answers);

    @Override
    public final int heard(byte[] piece, int length, OutputStream out) throws IOException {
        held.write(piece, 0, length);
        byte[] all = held.toByteArray();
        int datagrams = 0;
        int at = 0;
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int octets = whole(all, at); octets > 0; octets = whole(all, at)) {
            datagrams += on(Arrays.copyOfRange(all, at, at + octets), answers);
            at += octets;
        }
        held.reset();
        held.write(all, at, all.length - at);
        out.write(answers.toByteArray());
        return datagrams;
    }

    private int whole(byte[] all, int at) {
        int octets = at < all.length ? frameOctets(all, at) : 0;
        return all.length - at < octets ? 0 : octets;
    }

    /** A PUBLISH of QoS 0 without octets that a framing would escape. */
    static byte[] publish(int octets) {
        byte[] datagram = new byte[octets];
        Arrays.fill(datagram, (byte) 'x');
        byte[] header = {(byte) octets, 0x0C, 0x02, 't', '1', 1, 1};
        System.arraycopy(header, 0, datagram, 0, header.length);
        return datagram;
    }
}
