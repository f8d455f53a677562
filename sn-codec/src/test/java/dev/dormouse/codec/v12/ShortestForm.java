package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import java.util.Arrays;

/** What a sender makes of a valid datagram: the shorter Length, and 0 in the Flags that the packet does not use (1.2 §5.2.1, §5.4). */
final class ShortestForm {
    private ShortestForm() {}

    static Bytes of(Bytes datagram) {
        byte[] octets = datagram.toArray();
        if (octets[0] == 1 && octets.length - 2 < 256) {
            octets = Arrays.copyOfRange(octets, 2, octets.length);
            octets[0] = (byte) octets.length;
        }
        int type = octets[0] == 1 ? 3 : 1;
        if (octets.length > type + 1) {
            octets[type + 1] &= (byte) usedBits(octets[type]);
        }
        return Bytes.of(octets);
    }

    private static int usedBits(int type) {
        return switch (type) {
            case 0x04 -> 0x0C;
            case 0x07, 0x1A -> 0x70;
            case 0x0C -> 0xF3;
            case 0x12 -> 0xE3;
            case 0x13 -> 0x60;
            case 0x14 -> 0x03;
            default -> 0xFF;
        };
    }
}
