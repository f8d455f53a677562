package dev.dormouse.gateway.reception;

/**
 * What holds for one link.
 *
 * @param qosMinusOne messages of QoS −1 are passed on (1.2 §6.8)
 */
public record LinkRules(boolean qosMinusOne) {}
