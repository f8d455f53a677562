package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes values one after the other: numbers with the most significant octet first, texts and octets behind their length. */
final class OctetWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);

    OctetWriter octet(int value) {
        out.write(value);
        return this;
    }

    OctetWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    OctetWriter number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    OctetWriter octets(Bytes value) {
        return octets(value.toArray());
    }

    OctetWriter text(String value) {
        return octets(value.getBytes(StandardCharsets.UTF_8));
    }

    private OctetWriter octets(byte[] value) {
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }
}
