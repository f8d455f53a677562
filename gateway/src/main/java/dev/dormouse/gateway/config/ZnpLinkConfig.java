package dev.dormouse.gateway.config;

import dev.dormouse.link.znp.ZnpOptions;

/**
 * {@code type = "znp"}: a ZigBee coordinator with Z-Stack firmware.
 *
 * @param options how it is used
 */
public record ZnpLinkConfig(CommonLinkConfig common, SerialConfig serial, ZnpOptions options) implements LinkConfig {
    @Override
    public String type() {
        return "znp";
    }

    @Override
    public String where() {
        return "Z-Stack adapter at " + serial.device().text();
    }
}
