package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** The check sums of 16 bits a forwarder can put behind the content of a frame, least significant octet first. */
public enum Crc {
    NONE {
        @Override
        int of(Bytes octets) {
            return 0;
        }
    },
    /** Polynomial 1021, most significant bit first, from 0. */
    XMODEM {
        @Override
        int of(Bytes octets) {
            int crc = 0;
            for (int i = 0; i < octets.length(); i++) {
                crc ^= octets.at(i) << 8;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
                }
            }
            return crc & 0xFFFF;
        }
    },
    /** The same polynomial, least significant bit first, from all ones, inverted (the FCS-16 of RFC 1662). */
    X25 {
        @Override
        int of(Bytes octets) {
            int crc = 0xFFFF;
            for (int i = 0; i < octets.length(); i++) {
                crc ^= octets.at(i);
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) != 0 ? crc >> 1 ^ 0x8408 : crc >> 1;
                }
            }
            return ~crc & 0xFFFF;
        }
    };

    abstract int of(Bytes octets);

    Bytes append(Bytes content) {
        if (this == NONE) {
            return content;
        }
        ByteBuf out = Unpooled.buffer(content.length() + 2);
        content.writeTo(out);
        out.writeShortLE(of(content));
        return Bytes.read(out, out.readableBytes());
    }

    /** The content without its check sum, null if that is wrong. */
    @Nullable
    Bytes strip(Bytes checked) {
        if (this == NONE) {
            return checked;
        }
        if (checked.length() < 2) {
            return null;
        }
        ByteBuf in = checked.toByteBuf();
        Bytes content = Bytes.read(in, checked.length() - 2);
        return in.readUnsignedShortLE() == of(content) ? content : null;
    }
}
