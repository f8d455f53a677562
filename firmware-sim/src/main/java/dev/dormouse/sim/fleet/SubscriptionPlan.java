package dev.dormouse.sim.fleet;

/**
 * What each device of a group subscribes to.
 *
 * @param topic its name may hold wildcards
 * @param qos 0 to 2
 */
public record SubscriptionPlan(TopicPlan topic, int qos) {}
