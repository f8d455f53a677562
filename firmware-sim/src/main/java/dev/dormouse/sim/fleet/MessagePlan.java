package dev.dormouse.sim.fleet;

/**
 * A kind of message.
 *
 * @param topic where
 * @param qos -1 to 2
 * @param retain whether it is kept
 * @param payload what
 * @param schedule when
 */
public record MessagePlan(TopicPlan topic, int qos, boolean retain, Template payload, Schedule schedule) {}
