package dev.dormouse.link.forwarder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;

/** One line of the test vectors, which were made with implementations that are not ours. */
record Vector(String name, JSONObject json) {
    static List<Vector> all() {
        try (InputStream file = Vector.class.getResourceAsStream("/vectors/mqttsn-serial.jsonl")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(JSONObject::new)
                    .map(json -> new Vector(json.getString("name"), json))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] line() {
        return HexFormat.of().parseHex(json.getString("hex"));
    }

    boolean isGood() {
        return json.getString("expect").equals("ok");
    }

    JSONObject decoded() {
        return json.getJSONObject("decoded");
    }

    private String framing() {
        return decoded().optString("framing", "slip");
    }

    /** The firmware that speaks so. */
    ForwarderOptions options() {
        ForwarderOptions options;
        if (name.startsWith("aquila")) {
            // the signal quality stands in front of what comes from the bridge only
            boolean fromBridge = json.getString("dir").equals("rx");
            options = new ForwarderOptions(Framing.SLIP, Crc.XMODEM, true, fromBridge, true, 2, 250);
        } else if (framing().startsWith("cobs")) {
            options = ForwarderOptions.defaults().with(Framing.COBS);
        } else if (framing().startsWith("hdlc")) {
            options = ForwarderOptions.defaults().with(Framing.HDLC).with(Crc.X25);
        } else if (framing().startsWith("mqttsn-length-prefix")) {
            options = ForwarderOptions.defaults().with(Framing.LENGTH);
        } else {
            options = ForwarderOptions.defaults();
        }
        if (framing().contains("x25")) {
            return options.with(Crc.X25);
        }
        return framing().contains("xmodem") ? options.with(Crc.XMODEM) : options;
    }

    /** What has to be heard, a line each, as {@link Ear} writes it down; of bad ones nothing but a fault. */
    List<String> meaning() {
        JSONObject decoded = decoded();
        if (decoded.has("control")) {
            return List.of(decoded.getString("control").equals("ack") ? "accepted" : "refused");
        }
        if (decoded.has("messages")) {
            return decoded.getJSONArray("messages").toList().stream()
                    .map(Object::toString)
                    .toList();
        }
        return List.of(datagram());
    }

    /** Envelope and packet, by the standard's own rule for the envelope's Length. */
    String datagram() {
        JSONObject decoded = decoded();
        String packet = decoded.getString("mqttsn");
        if (!decoded.has("node")) {
            return packet;
        }
        String node = decoded.getString("node");
        return "%02xfe%02x%s%s".formatted(3 + node.length() / 2, decoded.optInt("ctrl"), node, packet);
    }

    @Override
    public String toString() {
        return name;
    }
}
