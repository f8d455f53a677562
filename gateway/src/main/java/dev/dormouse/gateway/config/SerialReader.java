package dev.dormouse.gateway.config;

import dev.dormouse.link.serial.FlowControl;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of a serial line, which all radio adapters share. */
final class SerialReader {

    private static final int LOWEST_BAUD = 300;
    private static final int HIGHEST_BAUD = 4_000_000;
    private static final int FASTEST = 10_000_000;

    /** What of the line's rate is used by default: a little air for a clock that is slower at the other end. */
    private static final int SHARE_PERCENT = 95;

    private static final PortChoice NOWHERE = new PortChoice.AtPath("/dev/null");

    private SerialReader() {}

    /** The line, with the rate that is usual for the kind of adapter. */
    static SerialConfig read(Section section, int usualBaud, FlowControl usualFlowControl) {
        PortChoice device = device(section);
        int baud = section.integer("baud", LOWEST_BAUD, HIGHEST_BAUD, usualBaud);
        FlowControl flowControl = section.choice(
                "flow-control",
                Map.of(
                        "none", FlowControl.NONE,
                        "rts-cts", FlowControl.RTS_CTS,
                        "xon-xoff", FlowControl.XON_XOFF),
                usualFlowControl);
        LineSettings settings = new LineSettings(baud, flowControl);
        int pace = section.integer("octets-per-second", 0, FASTEST, settings.octetsPerSecond() * SHARE_PERCENT / 100);
        return new SerialConfig(device, settings, pace);
    }

    private static PortChoice device(Section section) {
        String text = section.optionalText("device");
        Optional<PortChoice> device = text == null ? Optional.empty() : PortChoice.parse(text);
        if (device.isEmpty()) {
            section.wrong(
                    "device",
                    "must be a path such as \"/dev/serial/by-id/usb-…\" or USB ids such as \"usb:10c4:ea60\"; see: dormouse ports");
        }
        return device.orElse(NOWHERE);
    }
}
