package dev.dormouse.gateway.config;

import dev.dormouse.link.serial.FlowControl;
import dev.dormouse.link.xbee.XBeeOptions;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.znp.ZnpOptions;
import java.time.Duration;

/** Reads the keys of links over the two kinds of ZigBee adapters, which use the same application on the nodes. */
final class ZigBeeLinkReader {

    private static final int XBEE_BAUD = 9600;
    private static final int ZNP_BAUD = 115_200;
    private static final int LAST_ENDPOINT = 254;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final int WIDEST_WINDOW = 100;
    private static final int JOIN_ALWAYS = 255;
    private static final int LEAST_MESSAGE_SIZE = 32;
    private static final int XBEE_MESSAGE_SIZE = 255;
    private static final int ZNP_MESSAGE_SIZE = 128;

    private ZigBeeLinkReader() {}

    static LinkConfig xbee(Section section, CommonLinkConfig common) {
        XBeeOptions usual = XBeeOptions.defaults();
        return new XBeeLinkConfig(
                common,
                SerialReader.read(section, XBEE_BAUD, FlowControl.NONE),
                new XBeeOptions(
                        application(section),
                        section.integer("window", 1, WIDEST_WINDOW, usual.window()),
                        section.integer(
                                "max-message-size", LEAST_MESSAGE_SIZE, XBEE_MESSAGE_SIZE, usual.largestDatagram()),
                        patience(section, "status-timeout", usual.patience()),
                        patience(section, "sleepy-status-timeout", usual.sleepyPatience()),
                        section.flag("auto-configure", usual.autoConfigure())));
    }

    static LinkConfig znp(Section section, CommonLinkConfig common) {
        ZnpOptions usual = ZnpOptions.defaults();
        return new ZnpLinkConfig(
                common,
                SerialReader.read(section, ZNP_BAUD, FlowControl.NONE),
                new ZnpOptions(
                        application(section),
                        section.integer("permit-join", 0, JOIN_ALWAYS, usual.permitJoinSeconds()),
                        section.integer(
                                "max-message-size", LEAST_MESSAGE_SIZE, ZNP_MESSAGE_SIZE, usual.largestDatagram()),
                        patience(section, "status-timeout", usual.patience())));
    }

    private static Application application(Section section) {
        Application usual = Application.DIGI_DATA;
        return new Application(
                section.integer("endpoint", 1, LAST_ENDPOINT, usual.endpoint()),
                section.integer("profile", 0, SIXTEEN_BITS, usual.profile()),
                section.integer("cluster", 0, SIXTEEN_BITS, usual.cluster()));
    }

    private static Duration patience(Section section, String key, Duration usual) {
        return section.duration(key, Duration.ofSeconds(1), Duration.ofMinutes(5), usual);
    }
}
