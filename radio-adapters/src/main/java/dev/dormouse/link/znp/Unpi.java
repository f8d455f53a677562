package dev.dormouse.link.znp;

import dev.dormouse.link.frame.FrameShape;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.frame.ScanningDecoder;
import java.util.Arrays;

/** How messages stand on the line: {@code FE}, the length of the data, the two octets of the id, the data, an exclusive or of all that. */
public final class Unpi implements FrameShape {
    private static final byte START = (byte) 0xFE;
    private static final int LONGEST_DATA = 250;
    private static final int ID = 2;
    private static final int HEADER = 2;

    private Unpi() {}

    /** A decoder for the octets that come from an adapter. */
    public static ScanningDecoder decoder() {
        return new ScanningDecoder(new Unpi());
    }

    /**
     * The octets for the line.
     *
     * @throws IllegalArgumentException when the message has more than 250 octets of data
     */
    public static byte[] frame(MtMessage message) {
        byte[] content = message.octets();
        int data = content.length - ID;
        if (data > LONGEST_DATA) {
            throw new IllegalArgumentException(
                    message.id() + " with " + data + " octets of data; at most " + LONGEST_DATA);
        }
        OctetWriter out = new OctetWriter().u8(START).u8(data).bytes(content);
        return out.u8(check(out.toArray(), 1, content.length + 1)).toArray();
    }

    @Override
    public byte start() {
        return START;
    }

    @Override
    public int headerLength() {
        return HEADER;
    }

    @Override
    public int frameLength(byte[] octets, int at) {
        int data = octets[at + 1] & 0xFF;
        return data > LONGEST_DATA ? 0 : HEADER + ID + data + 1;
    }

    @Override
    public int longestFrame() {
        return HEADER + ID + LONGEST_DATA + 1;
    }

    @Override
    public boolean isIntact(byte[] octets, int at, int frameLength) {
        return check(octets, at + 1, frameLength - 2) == (octets[at + frameLength - 1] & 0xFF);
    }

    @Override
    public byte[] content(byte[] octets, int at, int frameLength) {
        return Arrays.copyOfRange(octets, at + HEADER, at + frameLength - 1);
    }

    private static int check(byte[] octets, int at, int length) {
        int check = 0;
        for (int i = at; i < at + length; i++) {
            check ^= octets[i];
        }
        return check & 0xFF;
    }
}
