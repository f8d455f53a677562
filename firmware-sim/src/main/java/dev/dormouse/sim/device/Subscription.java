package dev.dormouse.sim.device;

/**
 * What a device wants to hear.
 *
 * @param topic a name, a filter, a predefined id or a short name
 * @param qos 0 to 2
 */
public record Subscription(Topic topic, int qos) {}
