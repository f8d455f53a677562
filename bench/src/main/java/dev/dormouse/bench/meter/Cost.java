package dev.dormouse.bench.meter;

/**
 * What a run used; NaN is not measured.
 *
 * @param seconds by the clock on the wall
 * @param gatewaySeconds CPU of the gateway
 * @param brokerSeconds CPU of the broker
 * @param toolCpus CPUs that the load generator kept busy; near 1 means that it was the bottleneck
 * @param noiseCpus CPUs that everything else on the machine kept busy
 * @param listenOverflows connections that a TCP server of this machine had no room for at once; the kernel tries again after a second
 */
public record Cost(
        double seconds,
        double gatewaySeconds,
        double brokerSeconds,
        double toolCpus,
        double noiseCpus,
        long listenOverflows) {
    /** The same for a run whose operations took another time than the reading of the meters, in seconds. */
    public Cost lasting(double other) {
        return new Cost(other, gatewaySeconds, brokerSeconds, toolCpus, noiseCpus, listenOverflows);
    }
}
