package dev.dormouse.gateway.config;

import java.time.Duration;

/**
 * Times and repeats of the protocol ({@code [timers]}, 1.2 §7.2).
 *
 * @param retryInterval Tretry, 100 ms to 10 min
 * @param retryCount Nretry, 0 to 100
 * @param congestionWait TWAIT, how long a refused client is expected to stay away, 1 s to 1 d
 * @param upstreamLost how long the broker may be away before devices are told, 1 s to 1 d
 * @param idleLimit silence after which a client without keep alive is lost, 1 s to 365 d
 * @param sessionExpiry how long the session of an absent client is kept, 1 s to 365 d
 */
public record TimersConfig(
        Duration retryInterval,
        int retryCount,
        Duration congestionWait,
        Duration upstreamLost,
        Duration idleLimit,
        Duration sessionExpiry) {}
