package dev.dormouse.link.ble;

import java.util.List;

/**
 * Which devices are nodes: those that fit one of these.
 *
 * @param names what a device calls itself; {@code *} is any text, {@code ?} one character
 * @param addresses by number, whatever their type
 * @param services what a device says it offers
 */
public record NodeFilter(List<String> names, List<BleAddress> addresses, List<Uuid> services) {
    public NodeFilter {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
        services = List.copyOf(services);
    }

    /** Every device that says it offers the Nordic UART Service. */
    public static NodeFilter nordicUart() {
        return new NodeFilter(List.of(), List.of(), List.of(Uuid.NORDIC_UART));
    }

    /** Whether devices have to be asked for all that they would say: addresses are heard anyway. */
    boolean needsAnswers() {
        return !names.isEmpty() || !services.isEmpty();
    }
}
