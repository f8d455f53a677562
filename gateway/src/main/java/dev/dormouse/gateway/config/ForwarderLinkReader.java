package dev.dormouse.gateway.config;

import dev.dormouse.link.forwarder.Crc;
import dev.dormouse.link.forwarder.ForwarderOptions;
import dev.dormouse.link.forwarder.Framing;
import dev.dormouse.link.serial.FlowControl;
import java.util.Map;

/** Reads the keys of a link over a forwarder. */
final class ForwarderLinkReader {

    private static final int BAUD = 115_200;
    private static final int LEAST_MESSAGE_SIZE = 32;
    private static final int MESSAGE_SIZE = 250;
    private static final int LONGEST_NODE_ID = 252;

    private ForwarderLinkReader() {}

    static LinkConfig read(Section section, CommonLinkConfig common) {
        SerialConfig serial = SerialReader.read(section, BAUD, FlowControl.NONE);
        boolean aquila = section.choice("profile", Map.of("plain", false, "aquila", true), false);
        Framing framing = section.choice(
                "framing",
                Map.of("slip", Framing.SLIP, "cobs", Framing.COBS, "hdlc", Framing.HDLC, "length", Framing.LENGTH),
                Framing.SLIP);
        boolean meta = section.choice("meta", Map.of("none", false, "lqi-rssi", true), aquila);
        if (framing == Framing.LENGTH && meta) {
            section.wrong(
                    "framing",
                    "is \"length\", which finds a packet by its own Length and not behind the two octets of"
                            + " meta = \"lqi-rssi\"; choose \"slip\", \"cobs\" or \"hdlc\", or meta = \"none\"");
        }
        Crc usual = framing == Framing.HDLC ? Crc.X25 : aquila ? Crc.XMODEM : Crc.NONE;
        return new ForwarderLinkConfig(
                common,
                serial,
                new ForwarderOptions(
                        framing,
                        section.choice("crc", Map.of("none", Crc.NONE, "xmodem", Crc.XMODEM, "x25", Crc.X25), usual),
                        section.choice("header", Map.of("fe12", true, "none", false), true),
                        meta,
                        section.choice("ack", Map.of("none", false, "aquila", true), aquila),
                        section.integer("node-id-length", 0, LONGEST_NODE_ID, aquila ? 2 : 0),
                        section.integer(
                                "max-message-size", LEAST_MESSAGE_SIZE, ForwarderOptions.LARGEST, MESSAGE_SIZE)));
    }
}
