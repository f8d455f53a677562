package dev.dormouse.link.forwarder;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The checksum behind the content of a frame: two octets, the lower first, since MQTT-SN has none of its own. */
public enum Crc {
    NONE(0) {
        @Override
        int of(byte[] octets, int length) {
            return 0;
        }
    },
    /** CRC-16/XMODEM: polynomial 1021, begins with 0. */
    XMODEM(2) {
        @Override
        int of(byte[] octets, int length) {
            int crc = 0;
            for (int i = 0; i < length; i++) {
                crc ^= (octets[i] & 0xFF) << 8;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
                }
            }
            return crc & 0xFFFF;
        }
    },
    /** CRC-16/X-25, which is the FCS of RFC 1662: the same polynomial with its bits reversed, begins with FFFF, complemented. */
    X25(2) {
        @Override
        int of(byte[] octets, int length) {
            int crc = 0xFFFF;
            for (int i = 0; i < length; i++) {
                crc ^= octets[i] & 0xFF;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x8408;
                }
            }
            return ~crc & 0xFFFF;
        }
    };

    private final int octets;

    Crc(int octets) {
        this.octets = octets;
    }

    /** The checksum of the first octets of an array. */
    abstract int of(byte[] octets, int length);

    /** How many octets the checksum has. */
    int octets() {
        return octets;
    }

    byte[] append(byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + octets);
        if (octets > 0) {
            int crc = of(content, content.length);
            whole[content.length] = (byte) crc;
            whole[content.length + 1] = (byte) (crc >>> 8);
        }
        return whole;
    }

    /** What is in front of the checksum, or null when that is wrong. */
    byte @Nullable [] strip(byte[] whole) {
        if (octets == 0) {
            return whole;
        }
        int length = whole.length - octets;
        if (length < 0) {
            return null;
        }
        int said = (whole[length] & 0xFF) | ((whole[length + 1] & 0xFF) << 8);
        return said == of(whole, length) ? Arrays.copyOf(whole, length) : null;
    }
}
