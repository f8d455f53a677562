package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link OctetWriter} wrote; says so when it cannot have. */
final class OctetReader {
    private final ByteBuffer in;

    OctetReader(byte[] octets) {
        in = ByteBuffer.wrap(octets);
    }

    int octet() throws UnreadableException {
        require(1);
        return in.get() & 0xFF;
    }

    boolean flag() throws UnreadableException {
        return octet() != 0;
    }

    long number() throws UnreadableException {
        require(Long.BYTES);
        return in.getLong();
    }

    /** A number within bounds, both included. */
    int number(int least, int most) throws UnreadableException {
        long value = number();
        if (value < least || value > most) {
            throw new UnreadableException(value + " is not between " + least + " and " + most);
        }
        return (int) value;
    }

    Bytes octets() throws UnreadableException {
        return Bytes.of(array());
    }

    String text() throws UnreadableException {
        return new String(array(), StandardCharsets.UTF_8);
    }

    private byte[] array() throws UnreadableException {
        int most = Math.max(0, in.remaining() - Long.BYTES);
        byte[] value = new byte[number(0, most)];
        in.get(value);
        return value;
    }

    void end() throws UnreadableException {
        if (in.hasRemaining()) {
            throw new UnreadableException(in.remaining() + " octets too many");
        }
    }

    private void require(int octets) throws UnreadableException {
        if (in.remaining() < octets) {
            throw new UnreadableException("too short");
        }
    }
}
