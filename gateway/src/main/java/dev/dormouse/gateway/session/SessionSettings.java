package dev.dormouse.gateway.session;

import java.time.Duration;

/**
 * What holds for every session.
 *
 * @param retryInterval Tretry: how long an acknowledgement is awaited
 * @param retryCount Nretry: how often a message is sent again
 * @param congestionWait TWAIT: how long a client is left alone that said "congestion"
 * @param connectTimeout how long the MQTT server may take to accept a client
 * @param upstreamLostAfter how long a client is kept while the MQTT server is away
 * @param idleLimit when a client without keep alive is given up
 * @param sessionExpiry how long the MQTT server keeps a persistent session without a connection
 * @param topicsPerClient the most aliases
 * @param requestsPerClient the most requests that wait besides the one that is being served
 * @param subscriptionsPerClient the most subscriptions
 * @param queueMessages the most messages that wait for a client
 * @param queueOctets the most octets of payloads and names that wait for a client
 * @param queueRules what holds for the messages of some topics
 * @param wakeConnectKeepsSession a CONNECT of a sleeping client wakes it only, even with a clean session (I-15)
 */
public record SessionSettings(
        Duration retryInterval,
        int retryCount,
        Duration congestionWait,
        Duration connectTimeout,
        Duration upstreamLostAfter,
        Duration idleLimit,
        Duration sessionExpiry,
        int topicsPerClient,
        int requestsPerClient,
        int subscriptionsPerClient,
        int queueMessages,
        int queueOctets,
        QueueRules queueRules,
        boolean wakeConnectKeepsSession) {

    /** Without rules for topics. */
    public SessionSettings(
            Duration retryInterval,
            int retryCount,
            Duration congestionWait,
            Duration connectTimeout,
            Duration upstreamLostAfter,
            Duration idleLimit,
            Duration sessionExpiry,
            int topicsPerClient,
            int requestsPerClient,
            int subscriptionsPerClient,
            int queueMessages,
            int queueOctets) {
        this(
                retryInterval,
                retryCount,
                congestionWait,
                connectTimeout,
                upstreamLostAfter,
                idleLimit,
                sessionExpiry,
                topicsPerClient,
                requestsPerClient,
                subscriptionsPerClient,
                queueMessages,
                queueOctets,
                QueueRules.none(),
                false);
    }

    /** The same, but with these rules. */
    public SessionSettings with(QueueRules rules) {
        return new SessionSettings(
                retryInterval,
                retryCount,
                congestionWait,
                connectTimeout,
                upstreamLostAfter,
                idleLimit,
                sessionExpiry,
                topicsPerClient,
                requestsPerClient,
                subscriptionsPerClient,
                queueMessages,
                queueOctets,
                rules,
                wakeConnectKeepsSession);
    }

    /** The same, but a CONNECT of a sleeping client only wakes it (I-15). */
    public SessionSettings keepingSessionsAtWakeConnect() {
        return new SessionSettings(
                retryInterval,
                retryCount,
                congestionWait,
                connectTimeout,
                upstreamLostAfter,
                idleLimit,
                sessionExpiry,
                topicsPerClient,
                requestsPerClient,
                subscriptionsPerClient,
                queueMessages,
                queueOctets,
                queueRules,
                true);
    }

    /** The recommendations of 1.2 §7.2, and limits that suit battery sensors. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                Duration.ofSeconds(10),
                3,
                Duration.ofSeconds(310),
                Duration.ofSeconds(8),
                Duration.ofSeconds(60),
                Duration.ofHours(24),
                Duration.ofDays(7),
                1024,
                10,
                256,
                100,
                256 * 1024);
    }

    /** The same with another Tretry. */
    public SessionSettings withRetryInterval(Duration interval) {
        return new SessionSettings(
                interval,
                retryCount,
                congestionWait,
                connectTimeout,
                upstreamLostAfter,
                idleLimit,
                sessionExpiry,
                topicsPerClient,
                requestsPerClient,
                subscriptionsPerClient,
                queueMessages,
                queueOctets,
                queueRules,
                wakeConnectKeepsSession);
    }

    /** How long a client may take for the connect dialogue before it is forgotten (1.2 §6.13). */
    Duration handshakeLimit() {
        return retryInterval.multipliedBy(retryCount + 1L);
    }
}
