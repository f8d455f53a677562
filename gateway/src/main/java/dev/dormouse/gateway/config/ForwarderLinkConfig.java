package dev.dormouse.gateway.config;

import dev.dormouse.link.forwarder.ForwarderOptions;

/**
 * {@code type = "forwarder"}: a microcontroller on a serial line that passes datagrams between it and a radio.
 *
 * @param options what its firmware speaks
 */
public record ForwarderLinkConfig(CommonLinkConfig common, SerialConfig serial, ForwarderOptions options)
        implements LinkConfig {
    @Override
    public String type() {
        return "forwarder";
    }

    @Override
    public String where() {
        return "forwarder at " + serial.device().text();
    }
}
