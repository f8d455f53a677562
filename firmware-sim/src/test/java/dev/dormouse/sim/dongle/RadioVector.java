package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;

/**
 * One line of the frames that independent implementations have checked.
 *
 * @param name what it shows
 * @param octets as they stand on the line
 * @param good whether there is a frame in it
 * @param decoded what it means
 */
public record RadioVector(String name, Bytes octets, boolean good, JSONObject decoded) {
    /** All lines of one driver. */
    public static List<RadioVector> of(String driver) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RadioVector.class.getResourceAsStream("/vectors/radio-frames.jsonl")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(JSONObject::new)
                    .filter(line -> line.getString("driver").equals(driver))
                    .map(line -> new RadioVector(
                            line.getString("name"),
                            Bytes.ofHex(line.getString("hex")),
                            line.getString("expect").equals("ok"),
                            line.getJSONObject("decoded")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member of what it means as octets. */
    public Bytes hex(String member) {
        return Bytes.ofHex(decoded.getString(member));
    }

    @Override
    public String toString() {
        return name;
    }
}
