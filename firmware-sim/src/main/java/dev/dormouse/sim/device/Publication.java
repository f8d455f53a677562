package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;

/**
 * A message that a device is to publish.
 *
 * @param number what its maker tells it apart by
 * @param topic where
 * @param qos -1 to 2
 * @param retain whether it is kept
 * @param payload what
 */
public record Publication(long number, Topic topic, int qos, boolean retain, Bytes payload) {}
