package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import java.nio.charset.StandardCharsets;

/** The two letters that name a parameter of a module, such as {@code NP}; any two octets of Latin-1. */
public record AtName(String letters) {
    public AtName {
        if (letters.length() != 2 || letters.chars().anyMatch(letter -> letter > 0xFF)) {
            throw new IllegalArgumentException("Not two letters: " + letters);
        }
    }

    static AtName read(OctetReader in) throws MalformedFrameException {
        return new AtName(new String(in.bytes(2).toArray(), StandardCharsets.ISO_8859_1));
    }

    Bytes octets() {
        return Bytes.of(letters.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return letters;
    }
}
