package dev.dormouse.gateway.config;

/**
 * How strictly clients are taken ({@code [sessions]}).
 *
 * @param strictClientIds refuses client ids above the 23 characters of the specification (1.2 §5.3.1)
 * @param pahoLongQosMinus1 takes QoS -1 messages with a whole topic name in front of the data, as Paho sends them
 * @param wakeConnectKeepsSession a CONNECT of a sleeping client wakes it only, even with a clean session (I-15)
 */
public record SessionsConfig(boolean strictClientIds, boolean pahoLongQosMinus1, boolean wakeConnectKeepsSession) {}
