package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.json.JSONObject;

/** One line of the vector file: a datagram and what is to be read in it, or why nothing is. */
record Vector(String name, Bytes datagram, JSONObject line) {
    private static final String FILE = "/vectors/mqtt-sn-1.2.jsonl";

    static Stream<Vector> all() {
        try (InputStream in = Objects.requireNonNull(Vector.class.getResourceAsStream(FILE), FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(JSONObject::new).map(Vector::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector of(JSONObject line) {
        return new Vector(line.getString("name"), Bytes.ofHex(line.getString("hex")), line);
    }

    boolean isValid() {
        return line.getBoolean("valid");
    }

    boolean isEncapsulated() {
        return isValid() ? fields().getInt("typeCode") == 0xFE : name.startsWith("inv-encap-");
    }

    boolean isOfLayer(String layer) {
        return !isValid() && line.getString("layer").equals(layer);
    }

    JSONObject fields() {
        return line.getJSONObject("fields");
    }

    @Override
    public String toString() {
        return name;
    }
}
