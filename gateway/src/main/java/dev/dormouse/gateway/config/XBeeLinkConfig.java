package dev.dormouse.gateway.config;

import dev.dormouse.link.xbee.XBeeOptions;

/**
 * {@code type = "xbee"}: a Digi XBee module in API mode.
 *
 * @param options how it is used
 */
public record XBeeLinkConfig(CommonLinkConfig common, SerialConfig serial, XBeeOptions options) implements LinkConfig {
    @Override
    public String type() {
        return "xbee";
    }

    @Override
    public String where() {
        return "XBee at " + serial.device().text();
    }
}
