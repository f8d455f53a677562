package dev.dormouse.gateway.config;

/**
 * Bounds that keep the gateway and the broker alive under load and attack ({@code [limits]}). The first three have lower defaults
 * with the embedded broker, where each session costs the gateway's own heap and processor.
 *
 * @param clients sessions at once, 1 to 1 000 000
 * @param halfOpenConnects clients between CONNECT and CONNACK at once, 1 to 1 000 000
 * @param newSessionsPerSecond new sessions per second in all, 1 to 1 000 000
 * @param newSessionsPerSecondPerAddress new sessions per second from one address, 1 to 1 000 000
 * @param topicsPerClient registered topic ids per client, 1 to 65 534
 * @param requestsPerClient requests of one client waiting for the broker, 1 to 1000
 * @param subscriptionsPerClient subscriptions per client, 1 to 10 000
 * @param queueMessages messages waiting for one client, 1 to 1 000 000
 * @param queueSize octets waiting for one client, 1 KiB to 1 GiB
 */
public record LimitsConfig(
        int clients,
        int halfOpenConnects,
        int newSessionsPerSecond,
        int newSessionsPerSecondPerAddress,
        int topicsPerClient,
        int requestsPerClient,
        int subscriptionsPerClient,
        int queueMessages,
        int queueSize) {}
