package dev.dormouse.gateway.config;

import dev.dormouse.link.ble.BleAddress;
import dev.dormouse.link.ble.BleOptions;
import dev.dormouse.link.ble.NodeFilter;
import dev.dormouse.link.ble.Uuid;
import dev.dormouse.link.serial.FlowControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a link over a Bluetooth controller. */
final class BleLinkReader {

    /** As the firmware of Zephyr has it, flow control included: HCI on a UART cannot do without. */
    private static final int BAUD = 1_000_000;

    private static final int MOST_CONNECTIONS = 255;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final int LEAST_MESSAGE_SIZE = 32;
    private static final int LARGEST_MESSAGE_SIZE = 1024;

    private BleLinkReader() {}

    static LinkConfig read(Section section, CommonLinkConfig common) {
        BleOptions usual = BleOptions.defaults();
        return new BleLinkConfig(
                common,
                SerialReader.read(section, BAUD, FlowControl.RTS_CTS),
                new BleOptions(
                        nodes(section),
                        section.integer("connections", 1, MOST_CONNECTIONS, usual.connections()),
                        section.choice(
                                "mapping",
                                Map.of("stream", BleOptions.Mapping.STREAM, "packet", BleOptions.Mapping.PACKET),
                                usual.mapping()),
                        section.integer(
                                "max-message-size", LEAST_MESSAGE_SIZE, LARGEST_MESSAGE_SIZE, usual.largestDatagram()),
                        section.flag("advertisements", usual.advertisements()),
                        section.integer("company", 0, SIXTEEN_BITS, usual.company())));
    }

    /** By what is listed; without any list by the service that all nodes have. */
    private static NodeFilter nodes(Section section) {
        List<String> names = section.texts("names", List.of());
        List<BleAddress> addresses =
                values(section, "addresses", List.of(), BleAddress::parse, "addresses such as \"c0:db:7e:7d:11:01\"");
        List<Uuid> usual = names.isEmpty() && addresses.isEmpty() ? List.of(Uuid.NORDIC_UART) : List.of();
        List<Uuid> services = values(
                section,
                "services",
                usual,
                Uuid::parse,
                "UUIDs such as \"180f\" or \"" + Uuid.NORDIC_UART.text() + "\"");
        return new NodeFilter(names, addresses, services);
    }

    private static <T> List<T> values(
            Section section, String key, List<T> fallback, Function<String, @Nullable T> parser, String allowed) {
        List<T> values = new ArrayList<>();
        for (String text : section.texts(key, List.of())) {
            T value = parser.apply(text);
            if (value == null) {
                section.wrong(key, "must be " + allowed + ", not \"" + text + "\"");
                return fallback;
            }
            values.add(value);
        }
        return section.has(key) ? values : fallback;
    }
}
