package dev.dormouse.gateway.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the file of wire vectors, as far as scripts need it.
 *
 * @param layer "codec" or "protocol" where the packet is invalid, else empty
 * @param action what a gateway does with an invalid packet, else empty
 */
record Vector(String name, Packet packet, String direction, boolean valid, String layer, String action) {
    static List<Vector> all() {
        try (InputStream file = Vector.class.getResourceAsStream("/mqtt-sn-1.2.jsonl")) {
            if (file == null) {
                throw new IllegalStateException("the vectors are not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Vector::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector of(String line) {
        return new Vector(
                text(line, "name"),
                Packet.ofHex(text(line, "hex")),
                text(line, "direction"),
                line.contains("\"valid\": true"),
                text(line, "layer"),
                text(line, "action"));
    }

    private static String text(String line, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": \"([^\"]*)\"").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    boolean isForAGateway() {
        return direction.equals("client->gateway") || direction.equals("both");
    }

    boolean isForwarded() {
        return direction.startsWith("forwarder");
    }

    @Override
    public String toString() {
        return name;
    }
}
