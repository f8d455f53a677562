package dev.dormouse.link.frame;

import dev.dormouse.codec.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;

/**
 * One line of a file of vectors: octets on a serial line, and what they mean.
 *
 * @param direction {@code rx} is from the adapter, {@code tx} to it, {@code both} either
 */
public record FrameVector(String name, String direction, Bytes line, boolean isGood, JSONObject decoded) {
    /** All vectors of a driver. */
    public static List<FrameVector> all(String driver) {
        String file = "/vectors/" + driver + ".jsonl";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FrameVector.class.getResourceAsStream(file), file), StandardCharsets.UTF_8))) {
            return lines.lines().map(FrameVector::parse).toList();
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    public byte[] octets() {
        return line.toArray();
    }

    private static FrameVector parse(String line) {
        JSONObject json = new JSONObject(line);
        return new FrameVector(
                json.getString("name"),
                json.getString("dir"),
                Bytes.ofHex(json.getString("hex")),
                json.getString("expect").equals("ok"),
                json.getJSONObject("decoded"));
    }

    @Override
    public String toString() {
        return name;
    }
}
