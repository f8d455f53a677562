package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.FrameShape;
import java.util.Arrays;

/** API frames without escaping. */
final class PlainApiShape implements FrameShape {
    private static final int HEADER = 3;

    @Override
    public byte start() {
        return ApiMode.DELIMITER;
    }

    @Override
    public int headerLength() {
        return HEADER;
    }

    @Override
    public int frameLength(byte[] octets, int at) {
        int content = ((octets[at + 1] & 0xFF) << 8) | (octets[at + 2] & 0xFF);
        return content == 0 || content > ApiMode.LONGEST ? 0 : HEADER + content + 1;
    }

    @Override
    public int longestFrame() {
        return HEADER + ApiMode.LONGEST + 1;
    }

    @Override
    public boolean isIntact(byte[] octets, int at, int frameLength) {
        int check = octets[at + frameLength - 1] & 0xFF;
        return ApiMode.checksum(octets, at + HEADER, frameLength - HEADER - 1) == check;
    }

    @Override
    public byte[] content(byte[] octets, int at, int frameLength) {
        return Arrays.copyOfRange(octets, at + HEADER, at + frameLength - 1);
    }
}
