package dev.dormouse.gateway.config;

import dev.dormouse.link.ble.BleOptions;

/**
 * {@code type = "ble-h4"}: a Bluetooth controller with HCI on a UART.
 *
 * @param options how it is used
 */
public record BleLinkConfig(CommonLinkConfig common, SerialConfig serial, BleOptions options) implements LinkConfig {
    @Override
    public String type() {
        return "ble-h4";
    }

    @Override
    public String where() {
        return "Bluetooth controller at " + serial.device().text();
    }
}
