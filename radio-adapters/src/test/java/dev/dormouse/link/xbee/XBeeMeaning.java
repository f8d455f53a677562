package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.json.JSONObject;

/** A frame in the words of the vectors. */
final class XBeeMeaning {
    private static final Map<Class<? extends XBeeFrame>, Function<XBeeFrame, JSONObject>> WORDS = new HashMap<>();

    static {
        say(AtCommand.class, f -> at(json("0x08 AT", "frameId", f.frameId(), "cmd", f.command()), f.value()));
        say(
                AtResponse.class,
                f -> at(
                        json("0x88 AT response", "frameId", f.frameId(), "cmd", f.command(), "status", f.status()),
                        f.value()));
        say(ModemStatus.class, f -> json("0x8A modem status", "status", f.status()));
        say(
                TransmitRequest.class,
                f -> json(
                        "0x10 transmit request",
                        "frameId",
                        f.frameId(),
                        "dest64",
                        f.to(),
                        "dest16",
                        f.toShort(),
                        "radius",
                        f.radius(),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                ExplicitTransmitRequest.class,
                f -> json(
                        "0x11 explicit addressing",
                        "frameId",
                        f.frameId(),
                        "dest64",
                        f.to(),
                        "dest16",
                        f.toShort(),
                        "srcEp",
                        f.sourceEndpoint(),
                        "dstEp",
                        f.endpoint(),
                        "cluster",
                        hex16(f.cluster()),
                        "profile",
                        hex16(f.profile()),
                        "radius",
                        f.radius(),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                TransmitStatus.class,
                f -> json(
                        "0x8B transmit status",
                        "frameId",
                        f.frameId(),
                        "dest16",
                        f.toShort(),
                        "retries",
                        f.retries(),
                        "delivery",
                        f.delivery(),
                        "discovery",
                        f.discovery()));
        say(
                ReceivePacket.class,
                f -> json(
                        "0x90 receive packet",
                        "src64",
                        f.from(),
                        "src16",
                        f.fromShort(),
                        "options",
                        f.options(),
                        "broadcast",
                        (f.options() & 2) != 0,
                        "mqttsn",
                        f.data()));
        say(
                ExplicitReceivePacket.class,
                f -> json(
                        "0x91 explicit rx",
                        "src64",
                        f.from(),
                        "src16",
                        f.fromShort(),
                        "srcEp",
                        f.sourceEndpoint(),
                        "dstEp",
                        f.endpoint(),
                        "cluster",
                        hex16(f.cluster()),
                        "profile",
                        hex16(f.profile()),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                NodeIdentification.class,
                f -> json(
                        "0x95 node identification",
                        "src64",
                        f.sender(),
                        "src16",
                        f.senderShort(),
                        "options",
                        f.options(),
                        "remote16",
                        f.nodeShort(),
                        "remote64",
                        f.node(),
                        "ni",
                        Objects.requireNonNull(f.name().toUtf8()),
                        "parent16",
                        f.parent(),
                        "deviceType",
                        f.deviceType(),
                        "event",
                        f.event(),
                        "profile",
                        hex16(f.profile()),
                        "manufacturer",
                        hex16(f.manufacturer())));
        say(
                Transmit64.class,
                f -> json(
                        "0x00 TX64",
                        "frameId",
                        f.frameId(),
                        "dest64",
                        f.to(),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                Transmit16.class,
                f -> json(
                        "0x01 TX16",
                        "frameId",
                        f.frameId(),
                        "dest16",
                        f.to(),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                Receive64.class,
                f -> json(
                        "0x80 RX64",
                        "src64",
                        f.from(),
                        "rssiDbm",
                        -f.weakness(),
                        "options",
                        f.options(),
                        "mqttsn",
                        f.data()));
        say(
                Receive16.class,
                f -> json(
                        "0x81 RX16",
                        "src16",
                        f.from(),
                        "rssiDbm",
                        -f.weakness(),
                        "options",
                        f.options(),
                        "broadcast",
                        (f.options() & 2) != 0,
                        "mqttsn",
                        f.data()));
        say(TransmitStatus154.class, f -> json("0x89 TX status", "frameId", f.frameId(), "status", f.delivery()));
    }

    private XBeeMeaning() {}

    static JSONObject of(XBeeFrame frame) {
        return Objects.requireNonNull(WORDS.get(frame.getClass())).apply(frame);
    }

    private static <F extends XBeeFrame> void say(Class<F> type, Function<F, JSONObject> words) {
        WORDS.put(type, frame -> words.apply(type.cast(frame)));
    }

    private static JSONObject at(JSONObject json, Bytes value) {
        return value.isEmpty() ? json : json.put("value", value.toHex());
    }

    private static JSONObject json(String type, Object... entries) {
        JSONObject json = new JSONObject().put("type", type);
        for (int i = 0; i < entries.length; i += 2) {
            json.put(entries[i].toString(), word(entries[i + 1]));
        }
        return json;
    }

    private static Object word(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        if (value instanceof Eui64 eui) {
            return HexFormat.of().toHexDigits(eui.value());
        }
        if (value instanceof ShortAddress address) {
            return hex16(address.value());
        }
        return value instanceof AtName name ? name.letters() : value;
    }

    private static String hex16(int value) {
        return HexFormat.of().toHexDigits((short) value);
    }
}
