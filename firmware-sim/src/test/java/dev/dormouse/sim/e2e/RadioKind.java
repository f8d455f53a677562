package dev.dormouse.sim.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dongle, and how the gateway has to be told of it. */
enum RadioKind {
    SLIP("forwarder --crc xmodem", "type=forwarder crc=xmodem"),
    COBS_EUI64("forwarder --framing cobs --crc x25 --node-id-length 8", "type=forwarder framing=cobs crc=x25"),
    AQUILA("forwarder --aquila", "type=forwarder profile=aquila");

    private final String dongle;
    private final String link;

    RadioKind(String dongle, String link) {
        this.dongle = dongle;
        this.link = link;
    }

    /** Words behind {@code dormouse-sim dongle}. */
    List<String> dongle() {
        return words(dongle).toList();
    }

    /** Keys of {@code [[links]]}. */
    Map<String, String> link() {
        Map<String, String> keys = new LinkedHashMap<>();
        words(link).forEach(each -> {
            int sign = each.indexOf('=');
            keys.put(each.substring(0, sign), each.substring(sign + 1));
        });
        return keys;
    }

    private static Stream<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text);
    }
}
