package dev.dormouse.gateway.e2e;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A device of MQTT-SN 1.2. What it says and hears is written in the test, octet by octet in hexadecimal from MsgType
 * on, then as text; only the Length octet in front is counted for it.
 */
final class RawSnClient implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Wire wire;

    RawSnClient(InetSocketAddress gateway) {
        this(new UdpWire(gateway));
    }

    RawSnClient(Wire wire) {
        this.wire = wire;
    }

    /** A message that was heard, in hexadecimal digits. */
    record Heard(String digits) {
        /** The unsigned 16-bit number at this offset; offset 0 is the Length octet. */
        int number(int offset) {
            return Integer.parseInt(digits.substring(2 * offset, 2 * offset + 4), 16);
        }
    }

    /** The octets of a message: Length, these hexadecimal digits (blanks do not matter), this text. */
    static byte[] message(String header, String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(0);
        octets.writeBytes(HEX.parseHex(digits(header)));
        octets.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        byte[] message = octets.toByteArray();
        if (message.length > 255) {
            throw new IllegalArgumentException("too long for a Length of one octet: " + message.length);
        }
        message[0] = (byte) message.length;
        return message;
    }

    private static String digits(String header) {
        return header.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    static String hex(int number) {
        return String.format(Locale.ROOT, "%04X", number);
    }

    void says(String header) {
        says(header, "");
    }

    void says(String header, String text) {
        sends(message(header, text));
    }

    /** Sends a datagram as it is. */
    void sends(byte[] datagram) {
        wire.send(datagram);
    }

    Heard hears(String header) {
        return hears(header, "");
    }

    /** Expects this message next; {@code ??} stands for any octet. */
    Heard hears(String header, String text) {
        Heard heard = next(Child.PATIENCE)
                .orElseThrow(() -> new AssertionError("heard nothing instead of " + header + " " + text));
        String digits = digits(header);
        String expected = digits(HEX.toHexDigits((byte) (1 + digits.length() / 2 + octets(text).length)))
                + digits
                + HEX.formatHex(octets(text));
        if (!matches(expected, heard.digits())) {
            throw new AssertionError("heard " + heard.digits() + " instead of " + expected);
        }
        return heard;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean matches(String pattern, String heard) {
        if (pattern.length() != heard.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '?' && pattern.charAt(i) != heard.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The next message, or nothing within this time. */
    Optional<Heard> next(Duration limit) {
        return wire.receive(limit).map(octets -> new Heard(HEX.formatHex(octets)));
    }

    /** CONNECT with CleanSession and a keep alive of 60 s, accepted. */
    void connects(String clientId) {
        says("04 04 01 003C", clientId);
        hears("05 00");
    }

    /** REGISTER, accepted; gives the topic id. */
    int registers(String topic) {
        says("0A 0000 0101", topic);
        return hears("0B ?? ?? 0101 00").number(2);
    }

    /** SUBSCRIBE to a name, accepted; gives the topic id, which is 0 for a wildcard. */
    int subscribes(String filter, int qos) {
        String flags = HEX.toHexDigits((byte) (qos << 5));
        says("12 " + flags + " 0202", filter);
        return hears("13 " + flags + " ?? ?? 0202 00").number(3);
    }

    /** Expects a PUBLISH on this topic id next, and brings it to its end. */
    void hearsAndAcknowledges(int id, int qos, String text) {
        String topic = hex(id);
        switch (qos) {
            case 0 -> hears("0C 00" + topic + "0000", text);
            case 1 -> {
                Heard publish = hears("0C 20" + topic + "?? ??", text);
                says("0D" + topic + hex(publish.number(5)) + "00");
            }
            default -> {
                String number = hex(hears("0C 40" + topic + "?? ??", text).number(5));
                says("0F" + number);
                hears("10" + number);
                says("0E" + number);
            }
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
