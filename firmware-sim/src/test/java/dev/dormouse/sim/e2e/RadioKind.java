package dev.dormouse.sim.e2e;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dongle, and how the gateway has to be told of it. */
enum RadioKind {
    SLIP("forwarder --crc xmodem", "type=forwarder crc=xmodem"),
    COBS_EUI64("forwarder --framing cobs --crc x25 --node-id-length 8", "type=forwarder framing=cobs crc=x25"),
    AQUILA("forwarder --aquila", "type=forwarder profile=aquila"),
    XBEE_ZIGBEE("xbee --api-mode 2", "type=xbee baud=115200"),
    XBEE_802_15_4("xbee --api-mode 1 --firmware ieee-802-15-4-s1", "type=xbee baud=115200"),
    XBEE_DIGI_MESH("xbee --firmware digimesh-3", "type=xbee baud=115200"),
    Z_STACK_3("znp", "type=znp"),
    Z_STACK_1_2("znp --z-stack 1.2", "type=znp"),
    BLE("ble", "type=ble-h4");

    private final String dongle;
    private final String link;

    RadioKind(String dongle, String link) {
        this.dongle = dongle;
        this.link = link;
    }

    /** Words behind {@code dormouse-sim dongle}. */
    Stream<String> dongle() {
        return words(dongle);
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

    /** Name of the link, of the dongle's device and what the client ids of its nodes begin with. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text);
    }
}
