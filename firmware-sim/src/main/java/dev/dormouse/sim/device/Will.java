package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;

/**
 * What the broker is to publish when the device is lost (1.2 §6.2).
 *
 * @param topic where
 * @param qos 0 to 2
 * @param retain whether it is kept
 * @param message what
 */
public record Will(String topic, int qos, boolean retain, Bytes message) {}
