package dev.dormouse.gateway.config;

import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;

/**
 * The serial line of a radio adapter.
 *
 * @param device which adapter: a path, or USB ids
 * @param octetsPerSecond the most octets sent to it in a second, 0 to 10000000; 0 leaves it to the line
 */
public record SerialConfig(PortChoice device, LineSettings settings, int octetsPerSecond) {}
